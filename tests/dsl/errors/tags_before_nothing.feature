Feature: Books

  Scenario: Lend a book
    Given nobody is signed in

@slow
