#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/store/distribution.h"

namespace freezer::server {

/// Metrics of one name, as prometheus-cpp writes them. Names and units follow the conventions of
/// Prometheus: base units, "_total" for counters.
using Family = prometheus::MetricFamily;
using Labels = std::vector<prometheus::ClientMetric::Label>;

/// Families without values.
Family gaugeFamily(std::string name, std::string help);
Family counterFamily(std::string name, std::string help);
Family histogramFamily(std::string name, std::string help);

/// Adds a value to a family of gauges or counters. No two values have the same labels.
void add(Family& family, double value, Labels labels = {});

/// Adds a histogram.
void add(Family& family, const Distribution& distribution, Labels labels = {});

/// The families in the text format of Prometheus.
std::string textOf(const std::vector<Family>& families);

}  // namespace freezer::server
