#pragma once

#include <string>

#include "tests/core/store/engine_program_test.h"
#include "tests/faults/model/figures.h"
#include "tests/faults/model/model_client.h"

namespace freezer::test {

/// Random requests of several clients over two `serve` processes on one store. All that they were
/// answered must be possible. Once a second, all clients pause: then both servers must show the
/// same documents, with whole links.
class Model : public EngineProgramTest {
 public:
  struct Options {
    int seconds = 60;
    unsigned seed = 0;  ///< Of the requests. Their order differs in each run.
    std::string engine = "sqlite";
  };

  Model(const Options& options, ModelFigures& figures)
      : EngineProgramTest(engineNamed(options.engine)), options_(options), figures_(figures) {}

  void TestBody() override;

 private:
  void runClients(const Ports& ports);
  void expectWholeLinks(ModelClient& client) const;

  const Options options_;
  ModelFigures& figures_;
  Shared shared_;
};

}  // namespace freezer::test
