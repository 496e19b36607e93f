#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "tests/clients/deployment.h"
#include "tests/clients/freezer_forks.h"
#include "tests/clients/scheduler.h"
#include "tests/clients/takeover/python_service.h"
#include "tests/clients/takeover/sight.h"

namespace freezer::test {

/// What a run did.
struct TakeoverFigures {
  struct Step {
    std::string name;
    std::chrono::duration<double> time;
  };

  std::vector<Step> steps;
  std::size_t places = 0;  ///< Compared texts: see Sight.
};

std::ostream& operator<<(std::ostream& stream, const TakeoverFigures& figures);

/// The Python service is filled through its API and its database is imported. Then Debian's clients
/// must see the same on it and on this service.
class Takeover : public DeploymentTest {
 public:
  struct Options {
    int documents = 40;   ///< Of each kind, and a quarter of that in a second project.
    int connections = 4;  ///< To fill the Python service.
    int pageSize = 25;
    int shown = 1;  ///< Documents of each kind that are shown one by one.
    Strategy strategy = Strategy::Builtin;
  };

  Takeover(const Options& options, TakeoverFigures& figures);

  void TestBody() override;
  void TearDown() override;

 private:
  void fill(const Account& account, int documents);
  void compareAs(const Account& account, int documents);
  void compareSchedulers();
  void compare(const Sight& python, const Sight& ours, int places);
  Scheduler schedulerOf(std::uint16_t port, const std::string& name) const;

  /// Measures a step.
  void take(const std::string& name, const std::function<void()>& what);

  const Options options_;
  TakeoverFigures& figures_;
  // They load their modules while the Python service is filled.
  FreezerForks pythonForks_;
  FreezerForks ourForks_;
  std::unique_ptr<PythonService> python_;
  std::string busyClient_;
};

}  // namespace freezer::test
