Feature: Books
  Books are lent for three weeks.

  Given nobody is signed in
  When 3 days pass

  Scenario: Lend a book
    Given nobody is signed in
