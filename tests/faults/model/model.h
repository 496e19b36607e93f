#pragma once

#include <string>

#include "tests/core/store/engines.h"
#include "tests/faults/model/figures.h"
#include "tests/faults/model/model_client.h"
#include "tests/support/program.h"

namespace freezer::test {

/// Random requests of several clients over two `serve` processes on one store. All that they were
/// answered must be possible. Once a second, all clients pause: then both servers must show the
/// same documents, with whole links.
class Model : public ProgramTest {
 public:
  struct Options {
    int seconds = 60;
    unsigned seed = 0;  ///< Of the requests. Their order differs in each run.
    std::string engine = "sqlite";
  };

  Model(const Options& options, ModelFigures& figures);

  void TestBody() override;

 private:
  void runClients(const Ports& ports);
  void expectWholeLinks(ModelClient& client) const;

  const Options options_;
  const StorePlace place_{engineNamed(options_.engine)};
  ModelFigures& figures_;
  Shared shared_;
};

}  // namespace freezer::test
