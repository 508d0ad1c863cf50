Scenario: Lend a book
  Given nobody is signed in
  When 3 days pass
