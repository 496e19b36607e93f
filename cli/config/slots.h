#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cli/config/settings.h"
#include "core/result.h"
#include "server/server.h"

// Slots of the table of settings. The template arguments are the pointers to members that lead to
// the value, from Config or from ServerConfig on:
//     integer<&ServerConfig::limits, &Limits::maxUri>(1, 1000)

namespace freezer::cli::slots {

template <typename Class, typename Member>
Class classOf(Member Class::*);

/// The value that a path of pointers to members leads to.
template <auto first, auto... rest>
auto& at(const Config& config) {
  using Root = decltype(classOf(first));
  if constexpr (std::is_same_v<Root, Config>) {
    static_assert(sizeof...(rest) == 0, "Config has no nested settings");
    return config.*first;
  } else {
    return (((*config.server).*first).*....*rest);
  }
}

template <auto... path>
auto& at(Config& config) {
  using Value = std::remove_cvref_t<decltype(at<path...>(std::as_const(config)))>;
  // The object itself is not const.
  return const_cast<Value&>(at<path...>(std::as_const(config)));
}

std::string checkText(const Slot& slot, const std::string& text);
std::string readInteger(const Slot& slot, const std::string& text, std::int64_t& number);
std::string readBoolean(const std::string& text, bool& value);
std::string readChoice(const Slot& slot, const std::string& text, std::size_t& index);
std::vector<std::string> readWords(const std::string& text);
std::string joined(const std::vector<std::string>& words);

/// A string.
template <auto... path>
constexpr Slot text() {
  return {.assign =
              [](const Slot& slot, Config& config, const std::string& given) {
                std::string fault = checkText(slot, given);
                if (fault.empty()) at<path...>(config) = given;
                return fault;
              },
          .text = [](const Slot&, const Config& config) { return at<path...>(config); }};
}

/// A string that must not be empty.
template <auto... path>
constexpr Slot requiredText() {
  Slot slot = text<path...>();
  slot.isRequired = true;
  return slot;
}

/// A whole number from `least` to `most`, which the type of the member must hold.
template <auto... path>
constexpr Slot integer(std::int64_t least, std::int64_t most) {
  using Value = std::remove_cvref_t<decltype(at<path...>(std::declval<Config&>()))>;
  return {
      .assign =
          [](const Slot& slot, Config& config, const std::string& given) {
            std::int64_t number = 0;
            std::string fault = readInteger(slot, given, number);
            if (fault.empty()) at<path...>(config) = static_cast<Value>(number);
            return fault;
          },
      .text = [](const Slot&, const Config& config) { return std::to_string(at<path...>(config)); },
      .least = least,
      .most = most};
}

template <auto... path>
constexpr Slot boolean() {
  return {
      .assign = [](const Slot&, Config& config,
                   const std::string& given) { return readBoolean(given, at<path...>(config)); },
      .text = [](const Slot&, const Config& config) -> std::string {
        return at<path...>(config) ? "true" : "false";
      },
      .isBoolean = true};
}

/// A list of words, separated by commas.
template <auto... path>
constexpr Slot words() {
  return {.assign =
              [](const Slot& slot, Config& config, const std::string& given) {
                std::string fault = checkText(slot, given);
                if (fault.empty()) at<path...>(config) = readWords(given);
                return fault;
              },
          .text = [](const Slot&, const Config& config) { return joined(at<path...>(config)); }};
}

/// One of `choices`: a string, or an enumeration whose values are the indexes of the choices.
template <auto... path>
constexpr Slot choice(std::span<const std::string_view> choices) {
  using Value = std::remove_cvref_t<decltype(at<path...>(std::declval<Config&>()))>;
  return {.assign =
              [](const Slot& slot, Config& config, const std::string& given) {
                std::size_t index = 0;
                std::string fault = readChoice(slot, given, index);
                if (!fault.empty()) return fault;
                if constexpr (std::is_enum_v<Value>) {
                  at<path...>(config) = static_cast<Value>(index);
                } else {
                  at<path...>(config) = given;
                }
                return fault;
              },
          .text = [](const Slot& slot, const Config& config) -> std::string {
            if constexpr (std::is_enum_v<Value>) {
              return std::string(slot.choices[static_cast<std::size_t>(at<path...>(config))]);
            } else {
              return at<path...>(config);
            }
          },
          .choices = choices};
}

/// A value that `parse` reads. It has no default.
template <auto parse, auto... path>
constexpr Slot parsed() {
  return {.assign = [](const Slot& slot, Config& config, const std::string& given) -> std::string {
            if (std::string fault = checkText(slot, given); !fault.empty()) return fault;
            auto value = parse(given);
            if (!value) return value.error().message;
            at<path...>(config) = std::move(value).value();
            return {};
          },
          .text = [](const Slot&, const Config&) { return std::string(); }};
}

}  // namespace freezer::cli::slots
