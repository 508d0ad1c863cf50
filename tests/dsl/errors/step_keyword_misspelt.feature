Feature: Books

  Scenario: Lend a book
    Given nobody is signed in
    Wenn 3 days pass
