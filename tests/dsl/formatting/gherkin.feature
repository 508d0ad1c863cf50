

# language:en
@one@two   # why
@three
# who asks
Feature:    Everything   that may stand here
needs REQ-1
	- a list
	    - in a list


	- its end
Background:
Given   a table
|a|long name|
# a row is missing
|x \| y|城市| not a cell

|||

But  a text
"""json   
  {
 "a": 1   

  }
"""
# the first rule


# and its note
  @tag
  Rule: R
  always something
  Scenario: S
* a step with "two  spaces"
        # before a step

        And <n>
    ```
	tabs
    ```
    Examples: none
    words
        Examples:
            |n|
            |1|
# at the end
