Feature: Books

  Scenario Outline: Lend a book
    Given nobody is signed in
    When <count> days pass

    Examples:
      | count | title |
      | 1     |
