#include "core/policy/expression.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "core/text.h"

namespace freezer {
namespace {

/// Limits the recursion depth; far more than any real policy needs.
constexpr std::size_t kMaxRuleNesting = 50;

Error invalidExpression(std::string message) {
  return {ErrorCode::InvalidRequest, std::move(message)};
}

/// The tokens of an expression. A leading or trailing parenthesis is a separate token.
std::vector<std::string_view> wordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t start = text.find_first_not_of(kWhiteSpace);
    if (start == std::string_view::npos) return words;
    text.remove_prefix(start);
    std::string_view word = text.substr(0, text.find_first_of(kWhiteSpace));
    text.remove_prefix(word.size());
    for (; word.starts_with('('); word.remove_prefix(1)) words.push_back(word.substr(0, 1));
    // Keep the parenthesis inside "%(project_id)s".
    const std::size_t end = word.find_last_not_of(')') + 1;
    if (end > 0) words.push_back(word.substr(0, end));
    for (std::size_t i = end; i < word.size(); ++i) words.push_back(word.substr(i, 1));
  }
}

/// Parses a check such as "role:admin".
Result<Expression> parseCheck(std::string_view word) {
  using Kind = Expression::Kind;
  if (word == "@") return Expression{Kind::Always};
  if (word == "!") return Expression{Kind::Never};
  constexpr std::pair<std::string_view, Kind> kKinds[] = {
      {"role", Kind::Role},
      {"rule", Kind::Rule},
      {"project_id", Kind::ProjectId},
      {"user_id", Kind::UserId},
  };
  const std::size_t colon = word.find(':');
  const auto* const known =
      std::ranges::find(kKinds, word.substr(0, colon), &std::pair<std::string_view, Kind>::first);
  if (colon == std::string_view::npos || known == std::end(kKinds)) {
    return invalidExpression("\"" + excerpt(word) +
                             "\" is not one of role:…, rule:…, project_id:…, user_id:…, @ or !");
  }
  const std::string_view value = word.substr(colon + 1);
  if (value.empty()) return invalidExpression("\"" + excerpt(word) + "\" has no value");
  const std::string_view target = known->second == Kind::ProjectId ? kTargetProject
                                  : known->second == Kind::UserId  ? kTargetUser
                                                                   : std::string_view();
  if (value.find('%') != std::string_view::npos && value != target) {
    return invalidExpression("\"" + excerpt(value) +
                             "\" is unknown; use project_id:" + std::string(kTargetProject) +
                             " or user_id:" + std::string(kTargetUser));
  }
  return Expression{known->second,
                    known->second == Kind::Role ? lowered(value) : std::string(value)};
}

/// Recursive descent parser.
class Parser {
 public:
  explicit Parser(std::vector<std::string_view> words) : words_(std::move(words)) {}

  Result<Expression> parse() {
    if (words_.empty()) return Expression{};
    auto expression = parseOr();
    if (expression && next_ < words_.size()) {
      return invalidExpression("\"" + excerpt(words_[next_]) + "\" is unexpected");
    }
    return expression;
  }

 private:
  Result<Expression> parseOr() { return parseChain("or", Expression::Kind::Or, &Parser::parseAnd); }

  Result<Expression> parseAnd() {
    return parseChain("and", Expression::Kind::And, &Parser::parseNot);
  }

  /// Parses operands separated by `word`. A single operand is returned as is.
  Result<Expression> parseChain(std::string_view word, Expression::Kind kind,
                                Result<Expression> (Parser::*parseEach)()) {
    Expression chain{kind};
    do {
      auto operand = (this->*parseEach)();
      if (!operand) return operand;
      chain.operands.push_back(std::move(operand).value());
    } while (take(word));
    if (chain.operands.size() > 1) return chain;
    return std::move(chain.operands.front());
  }

  Result<Expression> parseNot() {
    if (++nesting_ > kMaxRuleNesting) {
      return invalidExpression("it must not nest more than " + std::to_string(kMaxRuleNesting) +
                               " levels");
    }
    auto expression = take("not") ? negated(parseNot()) : parseOperand();
    --nesting_;
    return expression;
  }

  static Result<Expression> negated(Result<Expression> operand) {
    if (!operand) return operand;
    Expression expression{Expression::Kind::Not};
    expression.operands.push_back(std::move(operand).value());
    return expression;
  }

  Result<Expression> parseOperand() {
    if (take("(")) {
      auto expression = parseOr();
      if (expression && !take(")")) return invalidExpression("a closing parenthesis is missing");
      return expression;
    }
    if (next_ == words_.size()) return invalidExpression("a condition is expected at the end");
    return parseCheck(words_[next_++]);
  }

  /// Consumes the next token if it is `word`.
  bool take(std::string_view word) {
    if (next_ == words_.size() || lowered(words_[next_]) != word) return false;
    ++next_;
    return true;
  }

  const std::vector<std::string_view> words_;
  std::size_t next_ = 0;
  std::size_t nesting_ = 0;
};

}  // namespace

Result<Expression> parseExpression(std::string_view text) {
  return Parser(wordsOf(text)).parse();
}

}  // namespace freezer
