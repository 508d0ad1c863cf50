Feature: f
  @a tag @fine
  Scenario: s
  @late
  Given x
