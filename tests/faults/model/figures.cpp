#include "tests/faults/model/figures.h"

#include <iomanip>
#include <ostream>

namespace freezer::test {
namespace {

void printRow(std::ostream& stream, const std::string& name,
              const ModelFigures::Requests& requests) {
  stream << std::left << std::setw(24) << name << std::right << std::setw(14)
         << requests.acknowledged << std::setw(10) << requests.refused << std::setw(8)
         << requests.busy << '\n';
}

ModelFigures::Requests& operator+=(ModelFigures::Requests& sum,
                                   const ModelFigures::Requests& requests) {
  sum.acknowledged += requests.acknowledged;
  sum.refused += requests.refused;
  sum.busy += requests.busy;
  return sum;
}

}  // namespace

void ModelFigures::count(const std::string& request, int status) {
  Requests& counted = requests[request];
  ++(status < 300 ? counted.acknowledged : status == 503 ? counted.busy : counted.refused);
}

void ModelFigures::add(const ModelFigures& other) {
  for (const auto& [name, counted] : other.requests) requests[name] += counted;
}

std::ostream& operator<<(std::ostream& stream, const ModelFigures& figures) {
  stream << std::left << std::setw(24) << "request" << std::right << std::setw(14) << "acknowledged"
         << std::setw(10) << "refused" << std::setw(8) << "busy" << '\n';
  ModelFigures::Requests sum;
  for (const auto& [name, requests] : figures.requests) {
    printRow(stream, name, requests);
    sum += requests;
  }
  printRow(stream, "all", sum);
  return stream << "seconds:  " << figures.time.count() << '\n'
                << "findings: " << figures.findings << '\n';
}

}  // namespace freezer::test
