Feature: f
  Scenario: s
    Given x
      | a | b |
      | c |
      | d
      """
      text
      """
      | late |
      ```
  Scenario Outline: o
    Given <a>
    Examples:
      | a |
      words
      | 1 | 2 |
