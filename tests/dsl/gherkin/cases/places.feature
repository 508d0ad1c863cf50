Feature: f
  Scenario: s
    Given x
    Feature: g
    not a step
    | a |
    Rule: r
    Scenario: t
    * y
    Examples:
      | b |
