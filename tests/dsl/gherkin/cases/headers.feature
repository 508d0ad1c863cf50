Fature: f

Feature: g
  Scenario: s
    Given x
    given y
    Senario: z
    then what is a rather long line of words that is cut
    Background:
