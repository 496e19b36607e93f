#include "server/metrics/families.h"

#include <prometheus/text_serializer.h>

#include <cstddef>
#include <limits>

namespace freezer::server {
namespace {

Family familyOf(prometheus::MetricType type, std::string name, std::string help) {
  Family family;
  family.name = std::move(name);
  family.help = std::move(help);
  family.type = type;
  return family;
}

}  // namespace

Family gaugeFamily(std::string name, std::string help) {
  return familyOf(prometheus::MetricType::Gauge, std::move(name), std::move(help));
}

Family counterFamily(std::string name, std::string help) {
  return familyOf(prometheus::MetricType::Counter, std::move(name), std::move(help));
}

Family histogramFamily(std::string name, std::string help) {
  return familyOf(prometheus::MetricType::Histogram, std::move(name), std::move(help));
}

void add(Family& family, double value, Labels labels) {
  prometheus::ClientMetric& metric = family.metric.emplace_back();
  metric.label = std::move(labels);
  if (family.type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
}

void add(Family& family, const Distribution& distribution, Labels labels) {
  prometheus::ClientMetric& metric = family.metric.emplace_back();
  metric.label = std::move(labels);
  auto& histogram = metric.histogram;
  const auto bounds = distribution.bounds();
  histogram.bucket.reserve(bounds.size() + 1);
  for (std::size_t i = 0; i <= bounds.size(); ++i) {
    histogram.sample_count += distribution.count(i);
    const bool isLast = i == bounds.size();
    const double bound = isLast ? std::numeric_limits<double>::infinity() : bounds[i];
    histogram.bucket.push_back({histogram.sample_count, bound});
  }
  histogram.sample_sum = distribution.sum();
}

std::string textOf(const std::vector<Family>& families) {
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace freezer::server
