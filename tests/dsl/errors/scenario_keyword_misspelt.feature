Feature: Books

  Scenario: Return a book
    Given nobody is signed in

  Rule: Books are lent

  Senario: Lend a book
    Given nobody is signed in
