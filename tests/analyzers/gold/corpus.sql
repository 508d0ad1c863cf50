-- Statements taken at random from public repositories; README.md names them and their licences.
-- Every label was set by reading before the linter ran, and reviewed a second time after it.

-- case corpus-001 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.FlightNo FROM FLIGHTS AS T1 JOIN AIRPORTS AS T2 ON T1.DestAirport   =  T2.AirportCode WHERE T2.City  =  "Aberdeen"

-- case corpus-002 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode WHERE T2.IsOfficial  =  'T' AND T2.Language  =  'Chinese' AND T1.Continent  =  "Asia"

-- case corpus-003 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Population FROM city WHERE District  =  "Gelderland"

-- case corpus-004 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Rating FROM TV_series WHERE Episode = "Keepers"

-- case corpus-005 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.FlightNo FROM FLIGHTS AS T1 JOIN AIRLINES AS T2 ON T2.uid  =  T1.Airline WHERE T2.Airline  =  "United Airlines"

-- case corpus-006 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT count(DISTINCT LANGUAGE) FROM countrylanguage

-- case corpus-007 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT LANGUAGE FROM countrylanguage GROUP BY LANGUAGE ORDER BY count(*) DESC LIMIT 1

-- case corpus-008 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT FlightNo FROM FLIGHTS WHERE DestAirport  =  "APG"

-- case corpus-009 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT LifeExpectancy FROM country WHERE Region  =  "Central Africa"

-- case corpus-010 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Continent FROM country GROUP BY Continent HAVING avg(LifeExpectancy)  <  72

-- case corpus-011 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.fname ,  T1.sex FROM student AS T1

-- case corpus-012 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star, ungrouped-column
-- note: The star of a grouped query brings columns that are not grouped.
SELECT * FROM country GROUP BY GovernmentForm HAVING avg(LifeExpectancy)  >  72

-- case corpus-013 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT avg(Population) FROM city

-- case corpus-014 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM AIRLINES AS T1 JOIN FLIGHTS AS T2 ON T2.Airline  =  T1.uid WHERE T1.Airline  =  "United Airlines" AND T2.SourceAirport  =  "AHD"

-- case corpus-015 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM FLIGHTS AS T1 JOIN AIRLINES AS T2 ON T1.Airline  =  T2.uid WHERE T2.Airline = "JetBlue Airways"

-- case corpus-016 | spider-gold/gold.txt.sql | sqlite
-- finds: distinct-over-join
SELECT DISTINCT T1.Fname FROM student AS T1 JOIN has_pet AS T2 ON T1.stuid  =  T2.stuid JOIN pets AS T3 ON T3.petid  =  T2.petid WHERE T3.pettype  =  'cat' OR T3.pettype  =  'dog'

-- case corpus-017 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Name ,  SurfaceArea FROM country ORDER BY SurfaceArea DESC LIMIT 5

-- case corpus-018 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode WHERE T1.HeadOfState  =  "Beatrix"

-- case corpus-019 | spider-gold/gold.txt.sql | sqlite
-- finds: not-in-nullable-subquery
SELECT avg(LifeExpectancy) FROM country WHERE Name NOT IN (SELECT T1.Name FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode WHERE T2.Language  =  "English" AND T2.IsOfficial  =  "T")

-- case corpus-020 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM student AS T1 JOIN has_pet AS T2 ON T1.stuid  =  T2.stuid JOIN pets AS T3 ON T3.petid  =  T2.petid WHERE T3.pet_age  =  3 AND T3.pettype  =  'cat'

-- case corpus-021 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Population FROM country WHERE Name  =  "Angola"

-- case corpus-022 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT pettype FROM pets ORDER BY pet_age LIMIT 1

-- case corpus-023 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.AirportCode FROM AIRPORTS AS T1 JOIN FLIGHTS AS T2 ON T1.AirportCode  =  T2.DestAirport OR T1.AirportCode  =  T2.SourceAirport GROUP BY T1.AirportCode ORDER BY count(*) DESC LIMIT 1

-- case corpus-024 | spider-gold/gold.txt.sql | sqlite
-- finds: not-in-nullable-subquery
SELECT Name FROM country WHERE Continent  =  'Europe' AND Name NOT IN (SELECT T1.Name FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode WHERE T2.IsOfficial  =  'T' AND T2.Language  =  'English')

-- case corpus-025 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT count(*) FROM AIRLINES

-- case corpus-026 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT FlightNo FROM FLIGHTS

-- case corpus-027 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT max(pet_age) ,  pettype FROM pets GROUP BY pettype

-- case corpus-028 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.lname FROM student AS T1 JOIN has_pet AS T2 ON T1.stuid  =  T2.stuid JOIN pets AS T3 ON T3.petid  =  T2.petid WHERE T3.pet_age  =  3 AND T3.pettype  =  'cat'

-- case corpus-029 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT min(SurfaceArea) FROM country WHERE Continent  =  "Europe"

-- case corpus-030 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT count(*) FROM FLIGHTS WHERE DestAirport  =  "ATO"

-- case corpus-031 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Rating FROM TV_series WHERE Episode = "Double Down"

-- case corpus-032 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
-- traps: distinct-with-group-by
SELECT DISTINCT CountryCode FROM countrylanguage WHERE LANGUAGE ! =  "English"

-- case corpus-033 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.country FROM TV_Channel AS T1 JOIN cartoon AS T2 ON T1.id = T2.Channel WHERE T2.Written_by  =  'Steven Melching'

-- case corpus-034 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Code FROM country WHERE GovernmentForm ! =  "Republic" EXCEPT SELECT CountryCode FROM countrylanguage WHERE LANGUAGE  =  "English"

-- case corpus-035 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.Name FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode GROUP BY T1.Name HAVING COUNT(*)  >  2

-- case corpus-036 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.AirportCode FROM AIRPORTS AS T1 JOIN FLIGHTS AS T2 ON T1.AirportCode  =  T2.DestAirport OR T1.AirportCode  =  T2.SourceAirport GROUP BY T1.AirportCode ORDER BY count(*) LIMIT 1

-- case corpus-037 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT avg(LifeExpectancy) FROM country WHERE Region  =  "Central Africa"

-- case corpus-038 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT sum(Population) FROM city WHERE District  =  "Gelderland"

-- case corpus-039 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Title FROM Cartoon WHERE Directed_by = "Ben Jones"

-- case corpus-040 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM FLIGHTS AS T1 JOIN AIRPORTS AS T2 ON T1.SourceAirport  =  T2.AirportCode WHERE T2.City  =  "Aberdeen"

-- case corpus-041 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT sum(SurfaceArea) FROM country WHERE Region  =  "Caribbean"

-- case corpus-042 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
-- traps: distinct-on-unique-key
SELECT DISTINCT Airline FROM AIRLINES

-- case corpus-043 | spider-gold/gold.txt.sql | sqlite
-- finds: distinct-over-join
SELECT DISTINCT T3.Name FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode JOIN city AS T3 ON T1.Code  =  T3.CountryCode WHERE T2.IsOfficial  =  'T' AND T2.Language  =  'Chinese' AND T1.Continent  =  "Asia"

-- case corpus-044 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT count(*) ,  T1.Airline FROM AIRLINES AS T1 JOIN FLIGHTS AS T2 ON T1.uid  =  T2.Airline GROUP BY T1.Airline

-- case corpus-045 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
-- note: Doubtful: stuid is the key of student, which the statement alone does not tell.
SELECT T1.fname ,  T1.sex FROM student AS T1 JOIN has_pet AS T2 ON T1.stuid  =  T2.stuid GROUP BY T1.stuid HAVING count(*)  >  1

-- case corpus-046 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T2.Title FROM TV_Channel AS T1 JOIN Cartoon AS T2 ON T1.id = T2.Channel WHERE T1.series_name = "Sky Radio"

-- case corpus-047 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT sum(Population) ,  avg(LifeExpectancy) ,  Continent FROM country GROUP BY Continent HAVING avg(LifeExpectancy)  <  72

-- case corpus-048 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM country ORDER BY Population

-- case corpus-049 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Rating FROM TV_series WHERE Episode = "A Love of a Lifetime"

-- case corpus-050 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Population ,  LifeExpectancy FROM country WHERE Name  =  "Brazil"

-- case corpus-051 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT count(*) FROM AIRLINES AS T1 JOIN FLIGHTS AS T2 ON T2.Airline  =  T1.uid WHERE T1.Airline  =  "United Airlines" AND T2.SourceAirport  =  "AHD"

-- case corpus-052 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T2.Language FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode WHERE T1.Name  =  "Aruba"

-- case corpus-053 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Weekly_Rank FROM TV_series WHERE Episode = "A Love of a Lifetime"

-- case corpus-054 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.name FROM country AS T1 JOIN countrylanguage AS T2 ON T1.Code  =  T2.CountryCode WHERE T2.Language  =  "Chinese"

-- case corpus-055 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT count(*) ,  T1.stuid FROM student AS T1 JOIN has_pet AS T2 ON T1.stuid  =  T2.stuid GROUP BY T1.stuid

-- case corpus-056 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Region FROM country WHERE Name  =  "Angola"

-- case corpus-057 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Title FROM Cartoon WHERE Written_by = "Todd Casey"

-- case corpus-058 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT weight FROM pets ORDER BY pet_age LIMIT 1

-- case corpus-059 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT SurfaceArea FROM country WHERE Region  =  "Caribbean"

-- case corpus-060 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT airline FROM AIRLINES WHERE Country  =  "USA"

-- case corpus-061 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT production_code ,  channel FROM cartoon ORDER BY original_air_date LIMIT 1

-- case corpus-062 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T2.Episode FROM TV_Channel AS T1 JOIN TV_series AS T2 ON T1.id = T2.Channel WHERE T1.series_name = "Sky Radio"

-- case corpus-063 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT T1.City FROM AIRPORTS AS T1 JOIN FLIGHTS AS T2 ON T1.AirportCode  =  T2.SourceAirport

-- case corpus-064 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM country ORDER BY Population LIMIT 1

-- case corpus-065 | spider-gold/gold.txt.sql | sqlite
-- finds: nothing
SELECT Country FROM TV_Channel WHERE series_name = "Sky Radio"

-- case corpus-066 | spider-gold/gold.txt.sql | sqlite
-- finds: select-star
SELECT * FROM country WHERE Region  =  "Caribbean"

-- case corpus-067 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT USERalias0.NAME FROM BUSINESS AS BUSINESSalias0 , CATEGORY AS CATEGORYalias0 , REVIEW AS REVIEWalias0 , USER AS USERalias0 WHERE BUSINESSalias0.NAME = "Mesa Grill" AND CATEGORYalias0.BUSINESS_ID = BUSINESSalias0.BUSINESS_ID AND CATEGORYalias0.CATEGORY_NAME = "restaurant" AND REVIEWalias0.BUSINESS_ID = BUSINESSalias0.BUSINESS_ID AND USERalias0.USER_ID = REVIEWalias0.USER_ID

-- case corpus-068 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, parenthesised-distinct
SELECT COUNT( DISTINCT ( USERalias0.NAME ) ) FROM BUSINESS AS BUSINESSalias0 , REVIEW AS REVIEWalias0 , USER AS USERalias0 WHERE BUSINESSalias0.NAME = "Bistro Di Napoli" AND REVIEWalias0.BUSINESS_ID = BUSINESSalias0.BUSINESS_ID AND REVIEWalias0.YEAR = 2015 AND USERalias0.USER_ID = REVIEWalias0.USER_ID

-- case corpus-069 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT MAX( STATEalias0.AREA ) FROM STATE AS STATEalias0

-- case corpus-070 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT ACTORalias0.NAME FROM ACTOR AS ACTORalias0 , CAST AS CASTalias0 WHERE CASTalias0.AID = ACTORalias0.AID AND CASTalias0.ROLE = "Mr. Bean"

-- case corpus-071 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT COUNT( DISTINCT RIVERalias0.RIVER_NAME ) FROM RIVER AS RIVERalias0

-- case corpus-072 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT ACTORalias0.NATIONALITY FROM ACTOR AS ACTORalias0 WHERE ACTORalias0.NAME = "Christoph Waltz"

-- case corpus-073 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT CONFERENCEalias0.NAME FROM CONFERENCE AS CONFERENCEalias0 , PUBLICATION AS PUBLICATIONalias0 WHERE PUBLICATIONalias0.CID = CONFERENCEalias0.CID AND PUBLICATIONalias0.TITLE = "Making database systems usable"

-- case corpus-074 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT PUBLICATIONalias0.TITLE FROM JOURNAL AS JOURNALalias0 , PUBLICATION AS PUBLICATIONalias0 WHERE JOURNALalias0.NAME = "PVLDB" AND PUBLICATIONalias0.JID = JOURNALalias0.JID AND PUBLICATIONalias0.YEAR > 2000 ORDER BY PUBLICATIONalias0.CITATION_NUM DESC LIMIT 1

-- case corpus-075 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-over-join
-- note: All columns come from SEMESTER.
SELECT DISTINCT SEMESTERalias0.SEMESTER , SEMESTERalias0.YEAR FROM COURSE AS COURSEalias0 , COURSE_OFFERING AS COURSE_OFFERINGalias0 , SEMESTER AS SEMESTERalias0 WHERE COURSEalias0.COURSE_ID = COURSE_OFFERINGalias0.COURSE_ID AND COURSEalias0.DEPARTMENT = "EECS" AND COURSEalias0.NUMBER = 484 AND SEMESTERalias0.SEMESTER_ID = COURSE_OFFERINGalias0.SEMESTER AND SEMESTERalias0.YEAR IN ( 2016 , 2017 )

-- case corpus-076 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT AUTHORalias0.NAME FROM AUTHOR AS AUTHORalias0 , AUTHOR AS AUTHORalias1 , ORGANIZATION AS ORGANIZATIONalias0 , ORGANIZATION AS ORGANIZATIONalias1 WHERE ( AUTHORalias1.NAME = "H. V. Jagadish" OR AUTHORalias1.NAME = "Divesh Srivastava" ) AND ORGANIZATIONalias0.OID = AUTHORalias0.OID AND ORGANIZATIONalias0.OID = AUTHORalias1.OID

-- case corpus-077 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT LOCATIONalias0.HOUSE_NUMBER , RESTAURANTalias0.NAME FROM LOCATION AS LOCATIONalias0 , RESTAURANT AS RESTAURANTalias0 WHERE RESTAURANTalias0.FOOD_TYPE = "french" AND RESTAURANTalias0.ID = LOCATIONalias0.RESTAURANT_ID AND RESTAURANTalias0.RATING > 2.5

-- case corpus-078 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-with-group-by
SELECT DISTINCT CITEalias0.CITEDPAPERID , COUNT( CITEalias0.CITEDPAPERID ) FROM CITE AS CITEalias0 , PAPER AS PAPERalias0 , VENUE AS VENUEalias0 WHERE PAPERalias0.PAPERID = CITEalias0.CITEDPAPERID AND PAPERalias0.YEAR = 2010 AND VENUEalias0.VENUEID = PAPERalias0.VENUEID AND VENUEalias0.VENUENAME = "EMNLP" GROUP BY CITEalias0.CITEDPAPERID ORDER BY COUNT( CITEalias0.CITEDPAPERID ) DESC

-- case corpus-079 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT HIGHLOWalias0.HIGHEST_POINT FROM HIGHLOW AS HIGHLOWalias0 WHERE HIGHLOWalias0.STATE_NAME IN ( SELECT STATEalias0.STATE_NAME FROM STATE AS STATEalias0 WHERE STATEalias0.DENSITY = ( SELECT MIN( STATEalias1.DENSITY ) FROM STATE AS STATEalias1 ) )

-- case corpus-080 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-with-group-by
SELECT DISTINCT COUNT( PAPERalias0.PAPERID ) , PAPERalias0.YEAR FROM AUTHOR AS AUTHORalias0 , PAPER AS PAPERalias0 , WRITES AS WRITESalias0 WHERE AUTHORalias0.AUTHORNAME = "alvin cheung" AND WRITESalias0.AUTHORID = AUTHORalias0.AUTHORID AND WRITESalias0.PAPERID = PAPERalias0.PAPERID GROUP BY PAPERalias0.YEAR

-- case corpus-081 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: parenthesised-distinct
SELECT COUNT( DISTINCT ( BUSINESSalias0.BUSINESS_ID ) ) FROM BUSINESS AS BUSINESSalias0 WHERE BUSINESSalias0.CITY = "Dallas" AND BUSINESSalias0.NAME = "Starbucks" AND BUSINESSalias0.STATE = "Texas"

-- case corpus-082 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, parenthesised-distinct
SELECT COUNT( DISTINCT ( REVIEWalias0.TEXT ) ) FROM REVIEW AS REVIEWalias0 , USER AS USERalias0 WHERE REVIEWalias0.MONTH = "March" AND REVIEWalias0.YEAR = 2014 AND USERalias0.NAME = "Michelle" AND USERalias0.USER_ID = REVIEWalias0.USER_ID

-- case corpus-083 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT DISTINCT AIRCRAFTalias0.AIRCRAFT_CODE FROM AIRCRAFT AS AIRCRAFTalias0 WHERE AIRCRAFTalias0.CAPACITY = ( SELECT MAX( AIRCRAFTalias1.CAPACITY ) FROM AIRCRAFT AS AIRCRAFTalias1 )

-- case corpus-084 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: leading-wildcard
-- note: In SQLite a text in double quotes is a string where no column is called so.
SELECT DISTINCT COURSEalias0.NUMBER FROM COURSE AS COURSEalias0 WHERE ( COURSEalias0.DESCRIPTION LIKE "%video game%" OR COURSEalias0.NAME LIKE "%video game%" ) AND COURSEalias0.DEPARTMENT = "EECS"

-- case corpus-085 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: leading-wildcard
-- note: In SQLite a text in double quotes is a string where no column is called so.
SELECT DISTINCT COURSEalias0.DEPARTMENT , COURSEalias0.NAME , COURSEalias0.NUMBER FROM COURSE AS COURSEalias0 WHERE ( COURSEalias0.DESCRIPTION LIKE "%artificial intelligence%" OR COURSEalias0.NAME LIKE "%artificial intelligence%" ) AND COURSEalias0.CREDITS = 4

-- case corpus-086 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-with-group-by
-- traps: distinct-over-join
SELECT DISTINCT WRITESalias0.AUTHORID FROM PAPER AS PAPERalias0 , VENUE AS VENUEalias0 , WRITES AS WRITESalias0 WHERE VENUEalias0.VENUEID = PAPERalias0.VENUEID AND VENUEalias0.VENUENAME IN ( "ICML" , "ACL" ) AND WRITESalias0.PAPERID = PAPERalias0.PAPERID GROUP BY WRITESalias0.AUTHORID HAVING COUNT( DISTINCT VENUEalias0.VENUEID ) = 2

-- case corpus-087 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT BUSINESSalias0.NAME FROM BUSINESS AS BUSINESSalias0 , CATEGORY AS CATEGORYalias0 WHERE BUSINESSalias0.STATE = "Pennsylvania" AND CATEGORYalias0.BUSINESS_ID = BUSINESSalias0.BUSINESS_ID AND CATEGORYalias0.CATEGORY_NAME = "restaurant"

-- case corpus-088 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT ACTORalias0.NAME FROM ACTOR AS ACTORalias0 , CAST AS CASTalias0 , DIRECTED_BY AS DIRECTED_BYalias0 , DIRECTOR AS DIRECTORalias0 , MOVIE AS MOVIEalias0 WHERE CASTalias0.AID = ACTORalias0.AID AND DIRECTORalias0.DID = DIRECTED_BYalias0.DID AND DIRECTORalias0.NAME = "Quentin Tarantino" AND MOVIEalias0.MID = CASTalias0.MSID AND MOVIEalias0.MID = DIRECTED_BYalias0.MSID ORDER BY MOVIEalias0.RELEASE_YEAR DESC LIMIT 1

-- case corpus-089 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT BUSINESSalias0.NAME FROM BUSINESS AS BUSINESSalias0 , CATEGORY AS CATEGORYalias0 WHERE BUSINESSalias0.CITY = "Los Angeles" AND BUSINESSalias0.REVIEW_COUNT >= 30 AND CATEGORYalias0.BUSINESS_ID = BUSINESSalias0.BUSINESS_ID AND CATEGORYalias0.CATEGORY_NAME = "Bars"

-- case corpus-090 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT RIVERalias0.RIVER_NAME FROM RIVER AS RIVERalias0 WHERE RIVERalias0.TRAVERSE IN ( SELECT CITYalias0.STATE_NAME FROM CITY AS CITYalias0 WHERE CITYalias0.POPULATION = ( SELECT MAX( CITYalias1.POPULATION ) FROM CITY AS CITYalias1 ) )

-- case corpus-091 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT DISTINCT STUDENTalias0.TOTAL_CREDIT FROM STUDENT AS STUDENTalias0 WHERE STUDENTalias0.STUDENT_ID = 1

-- case corpus-092 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join
SELECT PUBLICATIONalias0.TITLE FROM AUTHOR AS AUTHORalias0 , ORGANIZATION AS ORGANIZATIONalias0 , PUBLICATION AS PUBLICATIONalias0 , WRITES AS WRITESalias0 WHERE ORGANIZATIONalias0.NAME = "University of Michigan" AND ORGANIZATIONalias0.OID = AUTHORalias0.OID AND WRITESalias0.AID = AUTHORalias0.AID AND WRITESalias0.PID = PUBLICATIONalias0.PID

-- case corpus-093 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT CITYalias0.CITY_NAME FROM CITY AS CITYalias0 WHERE CITYalias0.POPULATION = ( SELECT MIN( CITYalias1.POPULATION ) FROM CITY AS CITYalias1 )

-- case corpus-094 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, parenthesised-distinct
SELECT BUSINESSalias0.NAME FROM BUSINESS AS BUSINESSalias0 , REVIEW AS REVIEWalias0 WHERE REVIEWalias0.BUSINESS_ID = BUSINESSalias0.BUSINESS_ID AND REVIEWalias0.MONTH = "April" GROUP BY BUSINESSalias0.NAME ORDER BY COUNT( DISTINCT ( REVIEWalias0.TEXT ) ) DESC LIMIT 1

-- case corpus-095 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: nothing
SELECT WRITERalias0.BIRTH_CITY FROM WRITER AS WRITERalias0 WHERE WRITERalias0.NAME = "Kevin Spacey"

-- case corpus-096 | spider-gold/classical_test_gold.txt.sql | sqlite
-- finds: comma-join, distinct-over-join
SELECT DISTINCT WRITESalias0.AUTHORID FROM PAPER AS PAPERalias0 , VENUE AS VENUEalias0 , WRITES AS WRITESalias0 WHERE VENUEalias0.VENUEID = PAPERalias0.VENUEID AND VENUEalias0.VENUENAME = "NIPS" AND WRITESalias0.PAPERID = PAPERalias0.PAPERID

-- case corpus-097 | mimic-code/mimic-iii__buildmimic__hana__hana_create_tables.sql | postgres
-- finds: nothing
CREATE COLUMN TABLE DIAGNOSES_ICD
   (	ROW_ID INTEGER CS_INT NOT NULL,
	SUBJECT_ID INTEGER CS_INT NOT NULL,
	HADM_ID INTEGER CS_INT NOT NULL,
	SEQ_NUM INTEGER CS_INT,
	ICD9_CODE VARCHAR(20),
	CONSTRAINT diagnosesicd_rowid_pk PRIMARY KEY (ROW_ID)
   )

-- case corpus-098 | mimic-code/mimic-iii__concepts_duckdb__severityscores__sirs.sql | duckdb
-- finds: nothing
DROP TABLE IF EXISTS mimiciii_derived.sirs

-- case corpus-099 | mimic-code/mimic-iii__buildmimic__oracle__oracle_add_constraints.sql | oracle
-- finds: nothing
ALTER TABLE INPUTEVENTS_MV
ADD CONSTRAINT input_mv_fk_subject_id
  FOREIGN KEY (subject_id)
  REFERENCES patients(subject_id)

-- case corpus-100 | mimic-code/mimic-iii__concepts_duckdb__durations__dopamine_dose.sql | duckdb
-- finds: nothing
DROP TABLE IF EXISTS mimiciii_derived.dopamine_dose

-- case corpus-101 | mimic-code/mimic-iii__concepts__cookbook__height.sql | bigquery
-- finds: nothing
WITH ht AS
(
  SELECT valuenum, width_bucket(valuenum, 1, 200, 200) AS bucket
  FROM `physionet-data.mimiciii_clinical.chartevents`
  WHERE itemid in (920,226730)
  AND valuenum IS NOT NULL
  AND valuenum > 0
  AND valuenum < 500
)
SELECT bucket as height, count(*)
FROM ht
GROUP BY bucket
ORDER BY bucket

-- case corpus-102 | mimic-code/mimic-iii__buildmimic__mysql__3-constraints.sql | mysql
-- finds: nothing
ALTER TABLE CHARTEVENTS
ADD CONSTRAINT chartevents_fk_cgid
  FOREIGN KEY (CGID)
  REFERENCES CAREGIVERS(CGID)

-- case corpus-103 | mimic-code/mimic-iii__buildmimic__mysql__1-define.sql | mysql
-- finds: narrow-charset
CREATE TABLE D_ICD_DIAGNOSES (	-- rows=14567
   ROW_ID MEDIUMINT UNSIGNED NOT NULL PRIMARY KEY,
   ICD9_CODE VARCHAR(10) NOT NULL,	-- max=5
   SHORT_TITLE VARCHAR(50) NOT NULL,	-- max=24
   LONG_TITLE VARCHAR(255) NOT NULL,	-- max=222
  UNIQUE KEY D_ICD_DIAGNOSES_ICD9_CODE (ICD9_CODE)	-- nvals=14567
  )
  CHARACTER SET = UTF8

-- case corpus-104 | mimic-code/mimic-iii__buildmimic__oracle__oracle_add_constraints.sql | oracle
-- finds: nothing
ALTER TABLE INPUTEVENTS_MV
ADD CONSTRAINT input_mv_fk_cgid
  FOREIGN KEY (cgid)
  REFERENCES CAREGIVERS(cgid)

-- case corpus-105 | mimic-code/mimic-iii__concepts__cookbook__icd9vicd9count.sql | bigquery
-- finds: special-characters
-- note: BigQuery reads double quotes as a string; the name with blanks is meant all the same.
SELECT COUNT(DISTINCT a.subject_id)
AS "Obesity and Dyslipidemia"
from `physionet-data.mimiciii_clinical.diagnoses_icd` a
INNER JOIN diagnoses_icd b
ON a.subject_id = b.subject_id
WHERE a.icd9_code
-- 278% relates to obesity
LIKE '278%'
AND b.icd9_code
-- 272 relates to Dyslipidemia
LIKE '272%'

-- case corpus-106 | mimic-code/mimic-iii__concepts__cookbook__potassium.sql | bigquery
-- finds: nothing
WITH agetbl AS
(
  SELECT ad.subject_id
  FROM `physionet-data.mimiciii_clinical.admissions` ad
  INNER JOIN patients p
  ON ad.subject_id = p.subject_id
  WHERE
  -- filter to only adults
  DATETIME_DIFF(ad.admittime, p.dob, YEAR) > 15
  -- group by subject_id to ensure there is only 1 subject_id per row
  group by ad.subject_id
)
, k as
(
  SELECT width_bucket(valuenum, 0, 10, 100) AS bucket
  FROM `physionet-data.mimiciii_clinical.labevents` le
  INNER JOIN agetbl
  ON le.subject_id = agetbl.subject_id
  WHERE itemid IN (50822, 50971)
)
SELECT round(cast(bucket as numeric) / 10,2) as potassium_value, count(*)
FROM k
GROUP BY bucket
ORDER BY bucket

-- case corpus-107 | mimic-code/mimic-iii__buildmimic__postgres__postgres_create_tables.sql | postgres
-- finds: padded-text, timestamp-without-zone
-- note: char is char(1), as in the documentation of padded-text.
CREATE TABLE OUTPUTEVENTS
(
  ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT,
	ICUSTAY_ID INT,
	CHARTTIME TIMESTAMP(0),
	ITEMID INT,
	VALUE DOUBLE PRECISION,
	VALUEUOM VARCHAR(30),
	STORETIME TIMESTAMP(0),
	CGID INT,
	STOPPED VARCHAR(30),
	NEWBOTTLE CHAR(1),
	ISERROR INT,
	CONSTRAINT outputevents_cv_rowid_pk PRIMARY KEY (ROW_ID)
)

-- case corpus-108 | mimic-code/mimic-iii__buildmimic__postgres__postgres_create_tables_pg10.sql | postgres
-- finds: nothing
CREATE TABLE chartevents_103 PARTITION OF chartevents
    FOR VALUES FROM (1800) TO (2500)

-- case corpus-109 | mimic-code/mimic-iii__buildmimic__postgres__postgres_create_tables.sql | postgres
-- finds: missing-primary-key, table-inheritance, table-without-index
-- note: Doubtful: the columns come from the parent, its key does not.
CREATE TABLE chartevents_16 ( CHECK ( itemid >= 224859 AND itemid < 227629 )) INHERITS (chartevents)

-- case corpus-110 | mimic-code/mimic-iii__buildmimic__postgres__postgres_add_indexes.sql | postgres
-- finds: nothing
CREATE INDEX chartevents_10_idx01 ON chartevents_10 (itemid)

-- case corpus-111 | mimic-code/mimic-iii__buildmimic__apache-drill__drill_create_data.sql | postgres
-- finds: nothing
CREATE TABLE dfs.mimiciii.`D_CPT` AS
SELECT
case when ROW_ID = '' then cast(NULL as INT ) else cast(ROW_ID as INT) end as ROW_ID,
case when CATEGORY = '' then cast(NULL as INT ) else cast(CATEGORY as INT) end as CATEGORY,
SECTIONRANGE,
SECTIONHEADER,
SUBSECTIONRANGE,
SUBSECTIONHEADER,
CODESUFFIX,
case when MINCODEINSUBSECTION = '' then cast(NULL as INT ) else cast(MINCODEINSUBSECTION as INT) end as MINCODEINSUBSECTION,
case when MAXCODEINSUBSECTION = '' then cast(NULL as INT ) else cast(MAXCODEINSUBSECTION as INT) end as MAXCODEINSUBSECTION
FROM dfs.tmp.`D_CPT.csv`

-- case corpus-112 | mimic-code/mimic-iii__buildmimic__apache-drill__drill_create_data.sql | postgres
-- finds: nothing
CREATE TABLE dfs.mimiciii.`D_ICD_PROCEDURES` AS
SELECT
case when ROW_ID = '' then cast(NULL as INT ) else cast(ROW_ID as INT) end as ROW_ID,
ICD9_CODE,
SHORT_TITLE,
LONG_TITLE
FROM dfs.tmp.`D_ICD_PROCEDURES.csv`

-- case corpus-113 | mimic-code/mimic-iii__buildmimic__postgres__postgres_create_tables_pg10.sql | postgres
-- finds: nothing
CREATE TABLE chartevents_53 PARTITION OF chartevents
    FOR VALUES FROM (551) TO (581)

-- case corpus-114 | mimic-code/mimic-iii__buildmimic__oracle__oracle_create_tables.sql | oracle
-- finds: all-columns-nullable, missing-primary-key, table-without-index
CREATE TABLE "DRGCODES"
   (	"ROW_ID" NUMBER(10,0),
	"SUBJECT_ID" NUMBER(7,0),
	"HADM_ID" NUMBER(7,0),
	"DRG_TYPE" VARCHAR2(4),
	"DRG_CODE" VARCHAR2(10),
	"DESCRIPTION" VARCHAR2(195),
	"DRG_SEVERITY" NUMBER(1,0),
	"DRG_MORTALITY" NUMBER(1,0)
   )

-- case corpus-115 | mimic-code/mimic-iii__buildmimic__apache-drill__drill_create_data.sql | postgres
-- finds: nothing
CREATE TABLE dfs.mimiciii.`D_ITEMS` AS
SELECT
case when ROW_ID = '' then cast(NULL as INT ) else cast(ROW_ID as INT) end as ROW_ID,
case when ITEMID = '' then cast(NULL as INT ) else cast(ITEMID as INT) end as ITEMID,
LABEL,
ABBREVIATION,
DBSOURCE,
LINKSTO,
CATEGORY,
UNITNAME,
PARAM_TYPE,
case when CONCEPTID = '' then cast(NULL as INT) else cast(CONCEPTID as INT) end as CONCEPTID
FROM dfs.tmp.`D_ITEMS.csv`

-- case corpus-116 | mimic-code/mimic-iii__buildmimic__monetdb__monetdb_create_tables.sql | postgres
-- finds: timestamp-without-zone
-- traps: inexact-money
-- note: An amount with its unit beside it is no money.
CREATE TABLE MIMICIII.INPUTEVENTS_CV
   (	ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT,
	ICUSTAY_ID INT,
	CHARTTIME TIMESTAMP(0),
	ITEMID INT,
	AMOUNT DOUBLE PRECISION,
	AMOUNTUOM VARCHAR(30),
	RATE DOUBLE PRECISION,
	RATEUOM VARCHAR(30),
	STORETIME TIMESTAMP(0),
	CGID INT,
	ORDERID INT,
	LINKORDERID INT,
	STOPPED VARCHAR(30),
	NEWBOTTLE INT,
	ORIGINALAMOUNT DOUBLE PRECISION,
	ORIGINALAMOUNTUOM VARCHAR(30),
	ORIGINALROUTE VARCHAR(30),
	ORIGINALRATE DOUBLE PRECISION,
	ORIGINALRATEUOM VARCHAR(30),
	ORIGINALSITE VARCHAR(30),
	CONSTRAINT inputevents_cv_rowid_pk PRIMARY KEY (ROW_ID)
   )

-- case corpus-117 | mimic-code/mimic-iii__buildmimic__mysql__3-constraints.sql | mysql
-- finds: nothing
ALTER TABLE NOTEEVENTS
ADD CONSTRAINT noteevents_fk_cgid
  FOREIGN KEY (CGID)
  REFERENCES CAREGIVERS(CGID)

-- case corpus-118 | mimic-code/mimic-iii__buildmimic__duckdb__duckdb_add_tables.sql | duckdb
-- finds: nothing
CREATE TABLE DIAGNOSES_ICD
(
  ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT NOT NULL,
	SEQ_NUM INT,
	ICD9_CODE VARCHAR(10),
	CONSTRAINT diagnosesicd_rowid_pk PRIMARY KEY (ROW_ID)
)

-- case corpus-119 | mimic-code/mimic-iii__buildmimic__duckdb__duckdb_add_tables.sql | duckdb
-- finds: nothing
CREATE TABLE D_LABITEMS
(
  ROW_ID INT NOT NULL,
	ITEMID INT NOT NULL,
	LABEL VARCHAR(100) NOT NULL,
	FLUID VARCHAR(100) NOT NULL,
	CATEGORY VARCHAR(100) NOT NULL,
	LOINC_CODE VARCHAR(100),
	CONSTRAINT dlabitems_itemid_unique UNIQUE (ITEMID),
	CONSTRAINT dlabitems_rowid_pk PRIMARY KEY (ROW_ID)
)

-- case corpus-120 | mimic-code/mimic-iii__buildmimic__oracle__oracle_add_constraints.sql | oracle
-- finds: nothing
ALTER TABLE OUTPUTEVENTS
ADD CONSTRAINT output_fk_cgid
  FOREIGN KEY (cgid)
  REFERENCES CAREGIVERS(cgid)

-- case corpus-121 | mimic-code/mimic-iii__buildmimic__monetdb__monetdb_create_tables.sql | postgres
-- finds: nothing
CREATE TABLE MIMICIII.D_CPT
   (	ROW_ID INT NOT NULL,
	CATEGORY SMALLINT NOT NULL,
	SECTIONRANGE VARCHAR(100) NOT NULL,
	SECTIONHEADER VARCHAR(50) NOT NULL,
	SUBSECTIONRANGE VARCHAR(100) NOT NULL,
	SUBSECTIONHEADER VARCHAR(255) NOT NULL,
	CODESUFFIX VARCHAR(5),
	MINCODEINSUBSECTION INT NOT NULL,
	MAXCODEINSUBSECTION INT NOT NULL,
    	CONSTRAINT dcpt_ssrange_unique UNIQUE (SUBSECTIONRANGE),
    	CONSTRAINT dcpt_rowid_pk PRIMARY KEY (ROW_ID)
   )

-- case corpus-122 | mimic-code/mimic-iii__buildmimic__postgres__postgres_add_comments.sql | postgres
-- finds: nothing
COMMENT ON COLUMN INPUTEVENTS_CV.ORIGINALAMOUNTUOM is
   'Unit of measurement for the original amount.'

-- case corpus-123 | mimic-code/mimic-iii__buildmimic__monetdb__monetdb_create_tables.sql | postgres
-- finds: timestamp-without-zone
CREATE TABLE MIMICIII.PROCEDUREEVENTS_MV
   (	ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT NOT NULL,
	ICUSTAY_ID INT,
	STARTTIME TIMESTAMP(0),
	ENDTIME TIMESTAMP(0),
	ITEMID INT,
	VALUE DOUBLE PRECISION,
	VALUEUOM VARCHAR(30),
	LOCATION VARCHAR(30),
	LOCATIONCATEGORY VARCHAR(30),
	STORETIME TIMESTAMP(0),
	CGID INT,
	ORDERID INT,
	LINKORDERID INT,
	ORDERCATEGORYNAME VARCHAR(100),
	SECONDARYORDERCATEGORYNAME VARCHAR(100),
	ORDERCATEGORYDESCRIPTION VARCHAR(50),
	ISOPENBAG SMALLINT,
	CONTINUEINNEXTDEPT SMALLINT,
	CANCELREASON SMALLINT,
	STATUSDESCRIPTION VARCHAR(30),
	COMMENTS_EDITEDBY VARCHAR(30),
	COMMENTS_CANCELEDBY VARCHAR(30),
	COMMENTS_DATE TIMESTAMP(0),
	CONSTRAINT procedureevents_mv_rowid_pk PRIMARY KEY (ROW_ID)
   )

-- case corpus-124 | mimic-code/mimic-iii__buildmimic__monetdb__monetdb_create_tables.sql | postgres
-- finds: nothing
CREATE TABLE MIMICIII.DIAGNOSES_ICD
   (	ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT NOT NULL,
	SEQ_NUM INT,
	ICD9_CODE VARCHAR(20),
	CONSTRAINT diagnosesicd_rowid_pk PRIMARY KEY (ROW_ID)
   )

-- case corpus-125 | mimic-code/mimic-iii__buildmimic__postgres__postgres_add_constraints.sql | postgres
-- finds: nothing
ALTER TABLE OUTPUTEVENTS DROP CONSTRAINT IF EXISTS outputevents_icustay_id

-- case corpus-126 | mimic-code/mimic-iii__buildmimic__postgres__postgres_create_tables_pg10.sql | postgres
-- finds: nothing
CREATE TABLE chartevents_166 PARTITION OF chartevents
    FOR VALUES FROM (220181) TO (220182)

-- case corpus-127 | mimic-code/mimic-iii__buildmimic__hana__hana_create_tables.sql | postgres
-- finds: nothing
CREATE COLUMN TABLE DATETIMEEVENTS
   (	ROW_ID INTEGER CS_INT NOT NULL,
	SUBJECT_ID INTEGER CS_INT NOT NULL,
	HADM_ID INTEGER CS_INT,
	ICUSTAY_ID INTEGER CS_INT,
	ITEMID INTEGER CS_INT NOT NULL,
	CHARTTIME LONGDATE CS_LONGDATE NOT NULL,
	STORETIME LONGDATE CS_LONGDATE NOT NULL,
	CGID INTEGER CS_INT NOT NULL,
	VALUE LONGDATE CS_LONGDATE,
	UOM VARCHAR(50) NOT NULL,
	WARNING SMALLINT,
	ERROR SMALLINT,
	RESULTSTATUS VARCHAR(50),
	STOPPED VARCHAR(50),
	CONSTRAINT datetime_rowid_pk PRIMARY KEY (ROW_ID)
   )

-- case corpus-128 | omop-cdm/inst__ddl__5.4__duckdb__OMOPCDM_duckdb_5.4_indices.sql | duckdb
-- finds: nothing
CREATE INDEX idx_drug_era_concept_id_1 ON @cdmDatabaseSchema.drug_era (drug_concept_id ASC)

-- case corpus-129 | omop-cdm/inst__ddl__5.4__synapse__OMOPCDM_synapse_5.4_ddl.sql | tsql
-- finds: missing-primary-key, table-without-index
CREATE TABLE @cdmDatabaseSchema.cohort_definition (
			cohort_definition_id integer NOT NULL,
			cohort_definition_name varchar(255) NOT NULL,
			cohort_definition_description VARCHAR(8000) NULL,
			definition_type_concept_id integer NOT NULL,
			cohort_definition_syntax VARCHAR(8000) NULL,
			subject_concept_id integer NOT NULL,
			cohort_initiation_date date NULL )

-- case corpus-130 | omop-cdm/inst__ddl__5.4__netezza__OMOPCDM_netezza_5.4_ddl.sql | postgres
-- finds: missing-primary-key, table-without-index
CREATE TABLE @cdmDatabaseSchema.cohort_definition (
			cohort_definition_id integer NOT NULL,
			cohort_definition_name varchar(255) NOT NULL,
			cohort_definition_description VARCHAR(1000) NULL,
			definition_type_concept_id integer NOT NULL,
			cohort_definition_syntax VARCHAR(1000) NULL,
			subject_concept_id integer NOT NULL,
			cohort_initiation_date date NULL )

-- case corpus-131 | omop-cdm/inst__ddl__5.4__hive__OMOPCDM_hive_5.4_ddl.sql | hive
-- finds: nothing
-- note: Doubtful: Hive enforces no key and has no indexes.
CREATE TABLE @cdmDatabaseSchema.concept (
			concept_id integer NOT NULL,
			concept_name VARCHAR(255),
			domain_id VARCHAR(20),
			vocabulary_id VARCHAR(20),
			concept_class_id VARCHAR(20),
			standard_concept VARCHAR(1),
			concept_code VARCHAR(50),
			valid_start_date TIMESTAMP,
			valid_end_date TIMESTAMP,
			invalid_reason VARCHAR(1) )

-- case corpus-132 | omop-cdm/inst__ddl__5.4__oracle__OMOPCDM_oracle_5.4_ddl.sql | oracle
-- finds: missing-primary-key, table-without-index
-- traps: numbered-columns
CREATE TABLE @cdmDatabaseSchema.location (
			location_id integer NOT NULL,
			address_1 varchar(50) NULL,
			address_2 varchar(50) NULL,
			city varchar(50) NULL,
			state varchar(2) NULL,
			zip varchar(9) NULL,
			county varchar(20) NULL,
			location_source_value varchar(50) NULL,
			country_concept_id integer NULL,
			country_source_value varchar(80) NULL,
			latitude float NULL,
			longitude float NULL )

-- case corpus-133 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_constraints.sql | bigquery
-- finds: nothing
alter table @cdmDatabaseSchema.metadata add constraint fpk_metadata_metadata_type_concept_id foreign key (metadata_type_concept_id) references @cdmDatabaseSchema.concept (concept_id)

-- case corpus-134 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_ddl.sql | bigquery
-- finds: nothing
-- note: BigQuery enforces no key and has no indexes.
create table @cdmDatabaseSchema.care_site (
			care_site_id INT64 not null,
			care_site_name STRING,
			place_of_service_concept_id INT64,
			location_id INT64,
			care_site_source_value STRING,
			place_of_service_source_value STRING )

-- case corpus-135 | omop-cdm/inst__ddl__5.4__sql_server__OMOPCDM_sql_server_5.4_ddl.sql | tsql
-- finds: missing-primary-key, table-without-index
CREATE TABLE @cdmDatabaseSchema.death (
			person_id integer NOT NULL,
			death_date date NOT NULL,
			death_datetime datetime NULL,
			death_type_concept_id integer NULL,
			cause_concept_id integer NULL,
			cause_source_value varchar(50) NULL,
			cause_source_concept_id integer NULL )

-- case corpus-136 | omop-cdm/inst__ddl__5.4__hive__OMOPCDM_hive_5.4_ddl.sql | hive
-- finds: nothing
-- note: Doubtful: Hive enforces no key and has no indexes.
CREATE TABLE @cdmDatabaseSchema.vocabulary (
			vocabulary_id VARCHAR(20),
			vocabulary_name VARCHAR(255),
			vocabulary_reference VARCHAR(255),
			vocabulary_version VARCHAR(255),
			vocabulary_concept_id integer NOT NULL )

-- case corpus-137 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_ddl.sql | bigquery
-- finds: nothing
-- note: BigQuery enforces no key and has no indexes.
create table @cdmDatabaseSchema.concept_synonym (
			concept_id INT64 not null,
			concept_synonym_name STRING not null,
			language_concept_id INT64 not null )

-- case corpus-138 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_primary_keys.sql | bigquery
-- finds: nothing
alter table @cdmDatabaseSchema.condition_era add constraint xpk_condition_era primary key nonclustered (condition_era_id)

-- case corpus-139 | omop-cdm/inst__ddl__5.4__impala__OMOPCDM_impala_5.4_ddl.sql | hive
-- finds: nothing
-- note: Doubtful: Hive enforces neither keys nor NOT NULL, and has no indexes.
CREATE TABLE @cdmDatabaseSchema.concept_relationship (
			concept_id_1 INT,
			concept_id_2 INT,
			relationship_id VARCHAR(20),
			valid_start_date TIMESTAMP,
			valid_end_date TIMESTAMP,
			invalid_reason VARCHAR(1) )

-- case corpus-140 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_primary_keys.sql | bigquery
-- finds: nothing
alter table @cdmDatabaseSchema.device_exposure add constraint xpk_device_exposure primary key nonclustered (device_exposure_id)

-- case corpus-141 | omop-cdm/inst__ddl__5.4__hive__OMOPCDM_hive_5.4_ddl.sql | hive
-- finds: nothing
CREATE TABLE @cdmDatabaseSchema.condition_era (
			condition_era_id integer NOT NULL,
			person_id integer NOT NULL,
			condition_concept_id integer NOT NULL,
			condition_era_start_date TIMESTAMP,
			condition_era_end_date TIMESTAMP,
			condition_occurrence_count integer NULL )

-- case corpus-142 | omop-cdm/inst__ddl__5.4__hive__OMOPCDM_hive_5.4_ddl.sql | hive
-- finds: nothing
CREATE TABLE @cdmDatabaseSchema.drug_strength (
			drug_concept_id integer NOT NULL,
			ingredient_concept_id integer NOT NULL,
			amount_value FLOAT,
			amount_unit_concept_id integer NULL,
			numerator_value FLOAT,
			numerator_unit_concept_id integer NULL,
			denominator_value FLOAT,
			denominator_unit_concept_id integer NULL,
			box_size integer NULL,
			valid_start_date TIMESTAMP,
			valid_end_date TIMESTAMP,
			invalid_reason VARCHAR(1) )

-- case corpus-143 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_primary_keys.sql | bigquery
-- finds: nothing
alter table @cdmDatabaseSchema.observation add constraint xpk_observation primary key nonclustered (observation_id)

-- case corpus-144 | omop-cdm/inst__ddl__5.4__duckdb__OMOPCDM_duckdb_5.4_ddl.sql | duckdb
-- finds: missing-primary-key
-- traps: numbered-columns
-- note: DuckDB enforces keys; it scans by design, so that no index is missed.
CREATE TABLE @cdmDatabaseSchema.concept_relationship (
			concept_id_1 integer NOT NULL,
			concept_id_2 integer NOT NULL,
			relationship_id varchar(20) NOT NULL,
			valid_start_date date NOT NULL,
			valid_end_date date NOT NULL,
			invalid_reason varchar(1) NULL )

-- case corpus-145 | omop-cdm/inst__ddl__5.4__postgresql__OMOPCDM_postgresql_5.4_indices.sql | postgres
-- finds: nothing
CLUSTER @cdmDatabaseSchema.concept_ancestor  USING idx_concept_ancestor_id_1

-- case corpus-146 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_indices.sql | bigquery
-- finds: nothing
create clustered index idx_dose_era_person_id_1 on @cdmDatabaseSchema.dose_era (person_id asc)

-- case corpus-147 | omop-cdm/inst__ddl__5.4__netezza__OMOPCDM_netezza_5.4_ddl.sql | postgres
-- finds: missing-primary-key, table-without-index, timestamp-without-zone
-- note: A list of facts about the whole data set: no entity, hence no entity-attribute-value.
CREATE TABLE @cdmDatabaseSchema.metadata (
			metadata_id integer NOT NULL,
			metadata_concept_id integer NOT NULL,
			metadata_type_concept_id integer NOT NULL,
			name varchar(250) NOT NULL,
			value_as_string varchar(250) NULL,
			value_as_concept_id integer NULL,
			value_as_number FLOAT(6) NULL,
			metadata_date date NULL,
			metadata_datetime TIMESTAMP NULL )

-- case corpus-148 | omop-cdm/inst__ddl__5.4__sql_server__OMOPCDM_sql_server_5.4_ddl.sql | tsql
-- finds: missing-primary-key, omitted-length, table-without-index
CREATE TABLE @cdmDatabaseSchema.note_nlp (
			note_nlp_id integer NOT NULL,
			note_id integer NOT NULL,
			section_concept_id integer NULL,
			snippet varchar(250) NULL,
			"offset" varchar(50) NULL,
			lexical_variant varchar(250) NOT NULL,
			note_nlp_concept_id integer NULL,
			note_nlp_source_concept_id integer NULL,
			nlp_system varchar(250) NULL,
			nlp_date date NOT NULL,
			nlp_datetime datetime NULL,
			term_exists varchar(1) NULL,
			term_temporal varchar(50) NULL,
			term_modifiers varchar(2000) NULL )

-- case corpus-149 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_ddl.sql | bigquery
-- finds: nothing
create table @cdmDatabaseSchema.dose_era (
			dose_era_id INT64 not null,
			person_id INT64 not null,
			drug_concept_id INT64 not null,
			unit_concept_id INT64 not null,
			dose_value FLOAT64 not null,
			dose_era_start_date date not null,
			dose_era_end_date date not null )

-- case corpus-150 | omop-cdm/inst__ddl__5.4__duckdb__OMOPCDM_duckdb_5.4_primary_keys.sql | duckdb
-- finds: nothing
ALTER TABLE @cdmDatabaseSchema.condition_era ADD CONSTRAINT xpk_condition_era PRIMARY KEY (condition_era_id)

-- case corpus-151 | omop-cdm/inst__ddl__5.4__impala__OMOPCDM_impala_5.4_ddl.sql | hive
-- finds: nothing
-- note: Doubtful: Hive enforces neither keys nor NOT NULL, and has no indexes.
CREATE TABLE @cdmDatabaseSchema.metadata (
			metadata_id INT,
			metadata_concept_id INT,
			metadata_type_concept_id INT,
			name VARCHAR(250),
			value_as_string VARCHAR(250),
			value_as_concept_id integer NULL,
			value_as_number FLOAT,
			metadata_date TIMESTAMP,
			metadata_datetime TIMESTAMP )

-- case corpus-152 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_ddl.sql | bigquery
-- finds: nothing
create table @cdmDatabaseSchema.episode_event (
			episode_id INT64 not null,
			event_id INT64 not null,
			episode_event_field_concept_id INT64 not null )

-- case corpus-153 | omop-cdm/inst__ddl__5.4__netezza__OMOPCDM_netezza_5.4_ddl.sql | postgres
-- finds: missing-primary-key, table-without-index
-- traps: inexact-money
CREATE TABLE @cdmDatabaseSchema.drug_strength (
			drug_concept_id integer NOT NULL,
			ingredient_concept_id integer NOT NULL,
			amount_value FLOAT(6) NULL,
			amount_unit_concept_id integer NULL,
			numerator_value FLOAT(6) NULL,
			numerator_unit_concept_id integer NULL,
			denominator_value FLOAT(6) NULL,
			denominator_unit_concept_id integer NULL,
			box_size integer NULL,
			valid_start_date date NOT NULL,
			valid_end_date date NOT NULL,
			invalid_reason varchar(1) NULL )

-- case corpus-154 | omop-cdm/inst__ddl__5.4__postgresql__OMOPCDM_postgresql_5.4_indices.sql | postgres
-- finds: nothing
CLUSTER @cdmDatabaseSchema.note_nlp  USING idx_note_nlp_note_id_1

-- case corpus-155 | omop-cdm/inst__ddl__5.4__impala__OMOPCDM_impala_5.4_constraints.sql | hive
-- finds: nothing
ALTER TABLE @cdmDatabaseSchema.person ADD CONSTRAINT fpk_person_location_id FOREIGN KEY (location_id) REFERENCES @cdmDatabaseSchema.`location` (LOCATION_ID)

-- case corpus-156 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-drop-objects.sql | postgres
-- finds: nothing
-- traps: destructive-statement
-- note: No migration, and DROP TABLE CASCADE empties no other table.
DROP TABLE country CASCADE

-- case corpus-157 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: small-key, timestamp-without-zone
-- note: The key counts up in 32 bits by a sequence.
CREATE TABLE payment (
    CONSTRAINT payment_pkey PRIMARY KEY (payment_id, payment_date),
    payment_id integer DEFAULT nextval('payment_payment_id_seq'::regclass) NOT NULL,
    customer_id smallint NOT NULL,
    staff_id smallint NOT NULL,
    rental_id integer NOT NULL,
    amount numeric(5,2) NOT NULL,
    payment_date timestamp without time zone NOT NULL
) PARTITION BY RANGE (payment_date)

-- case corpus-158 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-delete-data.sql | postgres
-- finds: delete-without-where
DELETE FROM staff

-- case corpus-159 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-schema.sql | postgres
-- finds: nothing
ALTER TABLE ONLY rental
    ADD CONSTRAINT rental_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(staff_id) ON UPDATE CASCADE ON DELETE RESTRICT

-- case corpus-160 | sakila/mysql-sakila-db__mysql-sakila-delete-data.sql | mysql
-- finds: nothing
ALTER TABLE store CHANGE COLUMN manager_staff_id manager_staff_id TINYINT UNSIGNED NOT NULL

-- case corpus-161 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: nothing
ALTER FUNCTION public.film_not_in_stock(p_film_id integer, p_store_id integer, OUT p_film_count integer) OWNER TO postgres

-- case corpus-162 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: nothing
ALTER PROCEDURAL LANGUAGE plpgsql OWNER TO postgres

-- case corpus-163 | sakila/oracle-sakila-db__oracle-sakila-delete-data.sql | oracle
-- finds: nothing
ALTER TABLE store DROP CONSTRAINT fk_store_staff

-- case corpus-164 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-schema.sql | postgres
-- finds: nothing
ALTER TABLE public.inventory_inventory_id_seq OWNER TO root

-- case corpus-165 | sakila/oracle-sakila-db__oracle-sakila-drop-objects.sql | oracle
-- finds: nothing
DROP SEQUENCE STORE_SEQUENCE

-- case corpus-166 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-schema.sql | postgres
-- finds: nothing
CREATE INDEX idx_fk_address_id ON customer USING btree (address_id)

-- case corpus-167 | sakila/sqlite-sakila-db__sqlite-sakila-schema.sql | sqlite
-- finds: nothing
-- traps: unknown-table-reference
-- note: new is the row of the trigger.
CREATE TRIGGER country_trigger_ai AFTER INSERT ON country
 BEGIN
  UPDATE country SET last_update = DATETIME('NOW')  WHERE rowid = new.rowid;
 END

-- case corpus-168 | sakila/oracle-sakila-db__oracle-sakila-delete-data.sql | oracle
-- finds: nothing
ALTER TABLE store ADD CONSTRAINT fk_store_staff FOREIGN KEY (manager_staff_id) REFERENCES staff (staff_id)

-- case corpus-169 | sakila/oracle-sakila-db__oracle-sakila-schema.sql | oracle
-- finds: foreign-key-without-index
CREATE TABLE inventory (
  inventory_id INT NOT NULL,
  film_id INT NOT NULL,
  store_id INT NOT NULL,
  last_update DATE NOT NULL,
  CONSTRAINT pk_inventory PRIMARY KEY  (inventory_id),
  CONSTRAINT fk_inventory_film FOREIGN KEY (film_id) REFERENCES film (film_id)
)

-- case corpus-170 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: nothing
ALTER TABLE public.staff_staff_id_seq OWNER TO postgres

-- case corpus-171 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: nothing
CREATE INDEX NONCONCURRENTLY idx_fk_staff_id ON payment USING lsm (staff_id)

-- case corpus-172 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: nothing
CREATE DATABASE sakila

-- case corpus-173 | sakila/sqlite-sakila-db__sqlite-sakila-schema.sql | sqlite
-- finds: nothing
CREATE TRIGGER film_trigger_ai AFTER INSERT ON film
 BEGIN
  UPDATE film SET last_update = DATETIME('NOW')  WHERE rowid = new.rowid;
 END

-- case corpus-174 | sakila/mysql-sakila-db__mysql-sakila-schema.sql | mysql
-- finds: narrow-charset
CREATE TABLE film_text (
  film_id INT NOT NULL,
  title VARCHAR(255) NOT NULL,
  description TEXT,
  PRIMARY KEY  (film_id),
  FULLTEXT KEY idx_title_description (title,description)
)ENGINE=InnoDB DEFAULT CHARSET=utf8

-- case corpus-175 | sakila/mysql-sakila-db__mysql-sakila-delete-data.sql | mysql
-- finds: update-without-where
update store set manager_staff_id=null

-- case corpus-176 | sakila/oracle-sakila-db__oracle-sakila-delete-data.sql | oracle
-- finds: nothing
ALTER TABLE staff ADD CONSTRAINT fk_staff_store FOREIGN KEY (store_id) REFERENCES store (store_id)

-- case corpus-177 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: nothing
CREATE INDEX NONCONCURRENTLY idx_fk_payment_p2007_01_customer_id ON payment_p2007_01 USING lsm (customer_id)

-- case corpus-178 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: nothing
CREATE TABLE payment_p2007_05 PARTITION OF payment FOR VALUES FROM ('2007-05-01 00:00:00') to ('2007-06-01 00:00:00')

-- case corpus-179 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-schema.sql | postgres
-- finds: nothing
CREATE SEQUENCE address_address_id_seq
    INCREMENT BY 1
    NO MAXVALUE
    NO MINVALUE
    CACHE 1

-- case corpus-180 | sakila/mysql-sakila-db__mysql-sakila-schema.sql | mysql
-- finds: nothing
-- traps: useless-order
CREATE VIEW sales_by_film_category
AS
SELECT
c.name AS category
, SUM(p.amount) AS total_sales
FROM payment AS p
INNER JOIN rental AS r ON p.rental_id = r.rental_id
INNER JOIN inventory AS i ON r.inventory_id = i.inventory_id
INNER JOIN film AS f ON i.film_id = f.film_id
INNER JOIN film_category AS fc ON f.film_id = fc.film_id
INNER JOIN category AS c ON fc.category_id = c.category_id
GROUP BY c.name
ORDER BY total_sales DESC

-- case corpus-181 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: small-key, timestamp-without-zone
-- note: The key counts up in 32 bits by a sequence.
CREATE TABLE actor (
    CONSTRAINT actor_pkey PRIMARY KEY (actor_id),
    actor_id integer DEFAULT nextval('actor_actor_id_seq'::regclass) NOT NULL,
    first_name character varying(45) NOT NULL,
    last_name character varying(45) NOT NULL,
    last_update timestamp without time zone DEFAULT now() NOT NULL
)

-- case corpus-182 | sakila/oracle-sakila-db__oracle-sakila-schema.sql | oracle
-- finds: nothing
CREATE  INDEX idx_customer_last_name ON customer(last_name)

-- case corpus-183 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-delete-data.sql | postgres
-- finds: delete-without-where
DELETE FROM film

-- case corpus-184 | sakila/sql-server-sakila-db__sql-server-sakila-delete-data.sql | tsql
-- finds: nothing
CREATE UNIQUE NONCLUSTERED INDEX idx_fk_address_id ON store(manager_staff_id)
ALTER TABLE staff ADD CONSTRAINT fk_staff_address FOREIGN KEY (address_id) REFERENCES address (address_id) ON UPDATE CASCADE

-- case corpus-185 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: foreign-key-without-index, small-key
CREATE TABLE city (
  city_id INT NOT NULL IDENTITY ,
  city VARCHAR(50) NOT NULL,
  country_id INT NOT NULL,
  last_update DATETIME NOT NULL,
  PRIMARY KEY NONCLUSTERED (city_id),
  CONSTRAINT fk_city_country FOREIGN KEY (country_id) REFERENCES country (country_id) ON DELETE NO ACTION ON UPDATE CASCADE
)

-- case corpus-186 | sakila/oracle-sakila-db__oracle-sakila-schema-pl-sql.sql | oracle
-- finds: nothing
CREATE TYPE CATEGORIES_T AS TABLE OF CATEGORY_T

-- case corpus-187 | sakila/sqlite-sakila-db__sqlite-sakila-schema.sql | sqlite
-- finds: nothing
CREATE TRIGGER rental_trigger_au AFTER UPDATE ON rental
 BEGIN
  UPDATE rental SET last_update = DATETIME('NOW')  WHERE rowid = new.rowid;
 END

-- case corpus-188 | sakila/mysql-sakila-db__mysql-sakila-schema.sql | mysql
-- finds: special-characters
CREATE VIEW staff_list
AS
SELECT s.staff_id AS ID, CONCAT(s.first_name, _utf8' ', s.last_name) AS name, a.address AS address, a.postal_code AS `zip code`, a.phone AS phone,
	city.city AS city, country.country AS country, s.store_id AS SID
FROM staff AS s JOIN address AS a ON s.address_id = a.address_id JOIN city ON a.city_id = city.city_id
	JOIN country ON city.country_id = country.country_id

-- case corpus-189 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: nothing
CREATE INDEX idx_fk_staff_id ON rental(staff_id)

-- case corpus-190 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq213.sql | snowflake
-- finds: leading-wildcard
WITH interim_table as(
SELECT
    t1."publication_number",
    SUBSTR(ipc_u.value:"code", 0, 4) as ipc4
FROM
    PATENTS.PATENTS.PUBLICATIONS t1,
    LATERAL FLATTEN(input => t1."ipc") AS ipc_u
WHERE
"country_code" = 'US'
AND "grant_date" between 20220601 AND 20220831
  AND "grant_date" != 0
  AND "publication_number" LIKE '%B2%'
GROUP BY
    t1."publication_number",
    ipc4
)
SELECT
ipc4
FROM
interim_table
GROUP BY ipc4
ORDER BY COUNT("publication_number") DESC
LIMIT 1

-- case corpus-191 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq086.sql | bigquery
-- finds: nothing
WITH
  country_pop AS (
  SELECT
    country_code AS iso_3166_1_alpha_3,
    year_2018 AS population_2018
  FROM
    `bigquery-public-data.world_bank_global_population.population_by_country`)
SELECT
  country_code,
  country_name,
  cumulative_confirmed AS june_confirmed_cases,
  population_2018,
  ROUND(cumulative_confirmed/population_2018 * 100,2) AS case_percent
FROM
  `bigquery-public-data.covid19_open_data.covid19_open_data`
JOIN
  country_pop
USING
  (iso_3166_1_alpha_3)
WHERE
  date = '2020-06-30'
  AND aggregation_level = 0
ORDER BY
  case_percent DESC

-- case corpus-192 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local019.sql | snowflake
-- finds: leading-wildcard
SELECT w1."name" as wrestler1, w2."name" as wrestler2
FROM WWE.WWE.MATCHES m
JOIN WWE.WWE.WRESTLERS w1 ON m."winner_id" = w1."id"::VARCHAR
JOIN WWE.WWE.WRESTLERS w2 ON m."loser_id" = w2."id"::VARCHAR
WHERE m."title_id" IN (SELECT "id"::VARCHAR FROM WWE.WWE.BELTS WHERE "name" LIKE '%NXT%')
AND m."title_change" = 0
AND m."duration" IS NOT NULL
AND m."duration" != ''
ORDER BY m."duration" ASC
LIMIT 1

-- case corpus-193 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq096.sql | bigquery
-- finds: nothing
-- traps: ungrouped-column
WITH tenplus AS (
  SELECT
    year,
    EXTRACT(DAYOFYEAR FROM DATE(eventdate)) AS dayofyear,
    COUNT(*) AS count
  FROM
    bigquery-public-data.gbif.occurrences
  WHERE
    eventdate IS NOT NULL
    AND species = 'Sterna paradisaea'
    AND decimallatitude > 40.0
    AND month > 1
  GROUP BY
    year,
    eventdate
  HAVING
    COUNT(*) > 10
)
SELECT
  year AS year
FROM
  tenplus
GROUP BY
  year
ORDER BY
  MIN(dayofyear)
LIMIT 1

-- case corpus-194 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq350.sql | bigquery
-- finds: nothing
-- traps: comma-join
SELECT
  id AS drug_id,
  tradeNameList.element AS drug_trade_name,
  drugType AS drug_type,
  hasBeenWithdrawn AS drug_withdrawn
FROM
  `open-targets-prod.platform.molecule`,
  UNNEST (tradeNames.list) AS tradeNameList
WHERE
  tradeNameList.element IN UNNEST(my_drug_list)
  AND isApproved = TRUE
  AND blackBoxWarning = TRUE
  AND drugType != 'Unknown'

-- case corpus-195 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__local039.sql | sqlite
-- finds: function-on-filtered-column, leading-wildcard
SELECT
    category.name
FROM
    category
INNER JOIN film_category USING (category_id)
INNER JOIN film USING (film_id)
INNER JOIN inventory USING (film_id)
INNER JOIN rental USING (inventory_id)
INNER JOIN customer USING (customer_id)
INNER JOIN address USING (address_id)
INNER JOIN city USING (city_id)
WHERE
    LOWER(city.city) LIKE 'a%' OR city.city LIKE '%-%'
GROUP BY
    category.name
ORDER BY
    SUM(CAST((julianday(rental.return_date) - julianday(rental.rental_date)) * 24 AS INTEGER)) DESC
LIMIT
    1

-- case corpus-196 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq076.sql | bigquery
-- finds: nothing
SELECT
  incidents AS highest_monthly_thefts
FROM (
  SELECT
    year,
    EXTRACT(MONTH FROM date) AS month,
    COUNT(1) AS incidents,
    RANK() OVER (PARTITION BY year ORDER BY COUNT(1) DESC) AS ranking
  FROM
    `bigquery-public-data.chicago_crime.crime`
  WHERE
    primary_type = 'MOTOR VEHICLE THEFT'
    AND year = 2016
  GROUP BY
    year,
    month
)
WHERE
  ranking = 1
ORDER BY
  year DESC
LIMIT 1

-- case corpus-197 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq115.sql | bigquery
-- finds: limit-without-order
-- note: The order of a derived table is no order of the result.
SELECT
country_name
FROM
(SELECT
  age.country_name,
  SUM(age.population) AS under_25,
  pop.midyear_population AS total,
  ROUND((SUM(age.population) / pop.midyear_population) * 100,2) AS pct_under_25
FROM (
  SELECT
    country_name,
    population,
    country_code
  FROM
    `bigquery-public-data.census_bureau_international.midyear_population_agespecific`
  WHERE
    year =2017
    AND age < 25) age
INNER JOIN (
  SELECT
    midyear_population,
    country_code
  FROM
    `bigquery-public-data.census_bureau_international.midyear_population`
  WHERE
    year = 2017) pop
ON
  age.country_code = pop.country_code
GROUP BY
  1,
  3
ORDER BY
  4 DESC
)
LIMIT
1

-- case corpus-198 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq248.sql | snowflake
-- finds: leading-wildcard
SELECT
    /* numerator: files whose content contains the phrase */
    COUNT_IF(LOWER(sc."content") LIKE '%copyright (c)%')::DOUBLE
    /
    /* denominator: total README.md files in non-Python repos */
    NULLIF(COUNT(*), 0)                                       AS "proportion"
FROM "GITHUB_REPOS"."GITHUB_REPOS"."SAMPLE_CONTENTS" sc
WHERE LOWER(sc."sample_path") LIKE '%readme.md%'
  AND NOT EXISTS (
        SELECT 1
        FROM "GITHUB_REPOS"."GITHUB_REPOS"."LANGUAGES" l,
             LATERAL FLATTEN(input => l."language") f
        WHERE l."repo_name" = sc."sample_repo_name"
          AND LOWER(f.value:"name"::string) LIKE '%python%'
  )

-- case corpus-199 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq090.sql | bigquery
-- finds: comma-join
-- note: Each row of one meets each row of the other: no table of one row.
WITH MomentumTrades AS (
  SELECT
    StrikePrice - LastPx AS priceDifference
  FROM
    `bigquery-public-data.cymbal_investments.trade_capture_report`
  WHERE
    SUBSTR(TargetCompID, 0, 4) = 'MOMO'
    AND (SELECT Side FROM UNNEST(Sides)) = 'LONG'
),
FeelingLuckyTrades AS (
  SELECT
    StrikePrice - LastPx AS priceDifference
  FROM
    `bigquery-public-data.cymbal_investments.trade_capture_report`
  WHERE
    SUBSTR(TargetCompID, 0, 4) = 'LUCK'
    AND (SELECT Side FROM UNNEST(Sides)) = 'LONG'
)
SELECT
  AVG(FeelingLuckyTrades.priceDifference) - AVG(MomentumTrades.priceDifference) AS averageDifference
FROM
  MomentumTrades,
  FeelingLuckyTrades

-- case corpus-200 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq281.sql | bigquery
-- finds: nothing
SELECT
  COUNT(1) AS num_rides
FROM
  `bigquery-public-data.austin_bikeshare.bikeshare_trips`
WHERE
start_station_name
    NOT IN ('Mobile Station', 'Repair Shop')
AND
end_station_name
    NOT IN ('Mobile Station', 'Repair Shop')
AND
subscriber_type = 'Student Membership'
AND
bike_type = 'electric'
AND
duration_minutes > 10
GROUP BY
    EXTRACT(YEAR from start_time),
    EXTRACT(MONTH from start_time),
    EXTRACT(DAY from start_time)
ORDER BY num_rides DESC
LIMIT 1

-- case corpus-201 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq321.sql | snowflake
-- finds: nothing
SELECT COUNT(DISTINCT "StudyInstanceUID") AS "unique_study_count"
FROM "IDC"."IDC_V17"."DICOM_PIVOT"
WHERE "collection_id" = 'qin_prostate_repeatability'
  AND "SeriesDescription" IN (
    'DWI',
    'T2 Weighted Axial',
    'Apparent Diffusion Coefficient',
    'T2 Weighted Axial Segmentations'
  )

-- case corpus-202 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq264.sql | snowflake
-- finds: nothing
WITH MinMaxAge AS (
  SELECT
    MIN("age") AS min_age,
    MAX("age") AS max_age
  FROM "THELOOK_ECOMMERCE"."THELOOK_ECOMMERCE"."USERS"
  WHERE
    CAST(TO_TIMESTAMP_NTZ("created_at" / 1000000) AS DATE) BETWEEN '2019-01-01' AND '2022-04-30'
)
SELECT
  SUM(CASE WHEN T."age" = M.max_age THEN 1 ELSE 0 END) - SUM(CASE WHEN T."age" = M.min_age THEN 1 ELSE 0 END)
FROM "THELOOK_ECOMMERCE"."THELOOK_ECOMMERCE"."USERS" AS T
CROSS JOIN MinMaxAge AS M
WHERE
  CAST(TO_TIMESTAMP_NTZ(T."created_at" / 1000000) AS DATE) BETWEEN '2019-01-01' AND '2022-04-30'

-- case corpus-203 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq210.sql | snowflake
-- finds: nothing
-- traps: comma-join
SELECT COUNT(*) AS "num_patents"
FROM (
  SELECT p."publication_number"
  FROM "PATENTS"."PATENTS"."PUBLICATIONS" AS p,
       LATERAL FLATTEN(input => p."claims_localized") AS cl
  WHERE p."country_code" = 'US'
    AND p."kind_code" = 'B2'
    AND p."grant_date" BETWEEN 20080101 AND 20181231
  GROUP BY p."publication_number"
  HAVING SUM(CASE WHEN REGEXP_LIKE(cl.value:"text"::string, '\\bclaim\\b', 'i') THEN 1 ELSE 0 END) = 0
)

-- case corpus-204 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq260.sql | snowflake
-- finds: nothing
-- traps: or-chain
WITH FilteredUsers AS (
  SELECT
    "gender",
    "age"
  FROM "THELOOK_ECOMMERCE"."THELOOK_ECOMMERCE"."USERS"
  WHERE
    TO_TIMESTAMP_NTZ("created_at" / 1000000) >= '2019-01-01' AND TO_TIMESTAMP_NTZ("created_at" / 1000000) < '2022-05-01'
), AgeBounds AS (
  SELECT
    "gender",
    MIN("age") AS min_age,
    MAX("age") AS max_age
  FROM FilteredUsers
  GROUP BY
    "gender"
)
SELECT
  T1."gender",
  COUNT(CASE WHEN T1."age" = T2.min_age THEN 1 END) AS youngest_count,
  COUNT(CASE WHEN T1."age" = T2.max_age THEN 1 END) AS oldest_count
FROM FilteredUsers AS T1
JOIN AgeBounds AS T2
  ON T1."gender" = T2."gender"
WHERE
  T1."age" = T2.min_age OR T1."age" = T2.max_age
GROUP BY
  T1."gender"

-- case corpus-205 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq126.sql | bigquery
-- finds: leading-wildcard
SELECT
  o.artist_display_name,
  o.title,
  o.object_end_date,
  o.medium,
  i.original_image_url
FROM (
  SELECT
    object_id,
    title,
    artist_display_name,
    object_end_date,
    medium
  FROM
    `bigquery-public-data.the_met.objects`
  WHERE
    department = "Photographs"
    AND object_name LIKE "%Photograph%"
    AND artist_display_name != "Unknown"
    AND object_end_date <= 1839
) o
INNER JOIN (
  SELECT
    original_image_url,
    object_id
  FROM
    `bigquery-public-data.the_met.images`
) i
ON
  o.object_id = i.object_id
ORDER BY
  o.object_end_date

-- case corpus-206 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq114.sql | bigquery
-- finds: nothing
SELECT
  aq.city,
  epa.arithmetic_mean,
  aq.value,
  aq.timestamp,
  (epa.arithmetic_mean - aq.value)
FROM
  `bigquery-public-data.openaq.global_air_quality` AS aq
JOIN
  `bigquery-public-data.epa_historical_air_quality.air_quality_annual_summary` AS epa
ON
  ROUND(aq.latitude, 2) = ROUND(epa.latitude, 2)
  AND ROUND(aq.longitude, 2) = ROUND(epa.longitude, 2)
WHERE
  epa.units_of_measure = "Micrograms/cubic meter (LC)"
  AND epa.parameter_name = "Acceptable PM2.5 AQI & Speciation Mass"
  AND epa.year = 1990
  AND aq.pollutant = "pm25"
  AND EXTRACT(YEAR FROM aq.timestamp) = 2020
ORDER BY
  (epa.arithmetic_mean - aq.value) DESC
LIMIT 3

-- case corpus-207 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq406.sql | bigquery
-- finds: nothing
CREATE TEMP FUNCTION GrowthRate(end_value FLOAT64, begin_value FLOAT64)
RETURNS FLOAT64
AS ((end_value - begin_value) / begin_value)

-- case corpus-208 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf012.sql | snowflake
-- finds: nothing
SELECT
    EXTRACT(year FROM "DATE_OF_LOSS") AS "YEAR_OF_LOSS",
    SUM("BUILDING_DAMAGE_AMOUNT")  AS "total_building_damage_amount",
    SUM("CONTENTS_DAMAGE_AMOUNT")  AS "total_contents_damage_amount"
FROM "WEATHER__ENVIRONMENT"."CYBERSYN"."FEMA_NATIONAL_FLOOD_INSURANCE_PROGRAM_CLAIM_INDEX"
WHERE "NFIP_COMMUNITY_NAME" = 'City Of New York'
  AND "DATE_OF_LOSS" IS NOT NULL
  AND EXTRACT(year FROM "DATE_OF_LOSS") BETWEEN 2010 AND 2019
GROUP BY EXTRACT(year FROM "DATE_OF_LOSS")
ORDER BY "YEAR_OF_LOSS"

-- case corpus-209 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq414.sql | bigquery
-- finds: leading-wildcard
SELECT
  a.object_id,
  a.title,
  FORMAT_TIMESTAMP('%Y-%m-%d', a.metadata_date) AS formatted_metadata_date
FROM `bigquery-public-data.the_met.objects` a
JOIN (
  SELECT object_id,
         cropHints.confidence AS cropConfidence
  FROM `bigquery-public-data.the_met.vision_api_data`,
       UNNEST(cropHintsAnnotation.cropHints) cropHints
) b
ON a.object_id = b.object_id
WHERE a.department = "The Libraries"
AND b.cropConfidence > 0.5
AND a.title LIKE "%book%"

-- case corpus-210 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq295.sql | snowflake
-- finds: leading-wildcard
SELECT
    w."repo":name::VARCHAR as repo_name,
    COUNT(*) as watch_count
FROM "GITHUB_REPOS_DATE"."YEAR"."_2017" w
WHERE w."type" = 'WatchEvent'
AND w."repo" IS NOT NULL
AND EXISTS (
    SELECT 1
    FROM "GITHUB_REPOS_DATE"."GITHUB_REPOS"."SAMPLE_CONTENTS" c
    WHERE c."sample_repo_name" = w."repo":name::VARCHAR
    AND c."sample_path" LIKE '%.py'
    AND c."size" < 15000
    AND c."content" LIKE '%def %'
)
GROUP BY repo_name
ORDER BY watch_count DESC
LIMIT 3

-- case corpus-211 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq357.sql | bigquery
-- finds: nothing
-- traps: select-star
WITH DailyAverages AS (
    SELECT
        year, month, day, latitude, longitude,
        AVG(wind_speed) AS avg_wind_speed,
    FROM
        `bigquery-public-data.noaa_icoads.icoads_core_*`
    WHERE
        _TABLE_SUFFIX BETWEEN '2005' AND '2015'
    GROUP BY
        year, month, day, latitude, longitude
)
SELECT
    year, month, day, latitude, longitude,
    avg_wind_speed,
FROM
    DailyAverages
WHERE
    avg_wind_speed IS NOT NULL
ORDER BY avg_wind_speed DESC LIMIT 5

-- case corpus-212 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq095.sql | bigquery
-- finds: nothing
SELECT
  targets.approvedSymbol AS target_symbol,
  drugs.name AS drug_name,
  source_urls.element.url AS clinical_trial_reference_url,
FROM
  `open-targets-prod.platform.evidence` AS evidence,
  UNNEST(evidence.urls.list) AS source_urls
JOIN
  `open-targets-prod.platform.targets` AS targets
ON
  evidence.targetId=targets.id
JOIN
  `open-targets-prod.platform.molecule` AS drugs
ON
  evidence.drugId=drugs.id
WHERE
  datasourceId="chembl"
  AND diseaseId="EFO_0007416"
  AND evidence.clinicalStatus = "Completed"

-- case corpus-213 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq424.sql | bigquery
-- finds: distinct-over-join
-- note: All columns come from one side; the other one is joined to ask whether it has a row.
SELECT DISTINCT
  id.country_name,
  --cs.region,
  id.value AS debt,
  --id.indicator_code
FROM (
  SELECT
    country_code,
    region
  FROM
    `bigquery-public-data.world_bank_intl_debt.country_summary`
  WHERE
    region != "" ) cs
INNER JOIN (
  SELECT
    country_code,
    country_name,
    value,
    indicator_code
  FROM
    `bigquery-public-data.world_bank_intl_debt.international_debt`
  WHERE
    indicator_code = "DT.AMT.DLXF.CD") id
ON
  cs.country_code = id.country_code
ORDER BY
  id.value DESC
  LIMIT 10

-- case corpus-214 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq413.sql | bigquery
-- finds: undone-outer-join
-- note: grid.address.city is a field of a column of the optional side.
SELECT
   COALESCE(p.journal.title, p.proceedings_title.preferred, p.book_title.preferred, p.book_series_title.preferred) AS venue,
FROM
   `bigquery-public-data.dimensions_ai_covid19.publications` p
LEFT JOIN
   UNNEST(research_orgs) AS research_orgs_grids
LEFT JOIN
   `bigquery-public-data.dimensions_ai_covid19.grid` grid
ON
   grid.id=research_orgs_grids
WHERE
   EXTRACT(YEAR FROM date_inserted) >= 2021
   AND
   grid.address.city = 'Qianjiang'

-- case corpus-215 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq398.sql | bigquery
-- finds: distinct-over-join, limit-without-order
-- note: All columns come from one side; the names differ in case only.
WITH russia_Data as (
SELECT distinct
  id.country_name,
  id.value, --format in DataStudio
  id.indicator_name
FROM (
  SELECT
    country_code,
    region
  FROM
    bigquery-public-data.world_bank_intl_debt.country_summary
  WHERE
    region != "" ) cs --aggregated countries do not have a region
INNER JOIN (
  SELECT
    country_code,
    country_name,
    value,
    indicator_name
  FROM
    bigquery-public-data.world_bank_intl_debt.international_debt
  WHERE true
    and country_code = 'RUS'
     ) id
ON
  cs.country_code = id.country_code
WHERE value is not null
ORDER BY
  id.value DESC
)
SELECT
    indicator_name
FROM russia_data
LIMIT 3

-- case corpus-216 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq350.sql | bigquery
-- finds: nothing
SET
  my_drug_list = [
  'Keytruda',
  'Vioxx',
  'Humira',
  'Premarin' ]

-- case corpus-217 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq078.sql | bigquery
-- finds: nothing
SELECT
  T1.targetId AS target_id,
  T1.datasourceId,
  targets.approvedSymbol AS approved_symbol,
  overall_associations.score AS overall_score
FROM
  `bigquery-public-data.open_targets_platform.associationByDatasourceDirect` as T1
JOIN
  `bigquery-public-data.open_targets_platform.targets` AS targets
ON
  targetId = targets.id
JOIN
  `bigquery-public-data.open_targets_platform.associationByOverallDirect` AS overall_associations
ON
  T1.targetId = overall_associations.targetId
WHERE
  overall_associations.diseaseId = 'EFO_0000676' AND datasourceId = 'impc'
ORDER BY
  overall_associations.score DESC
LIMIT
  1

-- case corpus-218 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq042.sql | bigquery
-- finds: nothing
SELECT
  -- Create a timestamp from the date components.
  TIMESTAMP(CONCAT(year,"-",mo,"-",da)) AS timestamp,
  -- Replace numerical null values with actual null
  AVG(IF (temp=9999.9,
      null,
      temp)) AS temperature,
  AVG(IF (wdsp="999.9",
      null,
      CAST(wdsp AS Float64))) AS wind_speed,
  AVG(IF (prcp=99.99,
      0,
      prcp)) AS precipitation
FROM
  `bigquery-public-data.noaa_gsod.gsod20*`
WHERE
  CAST(YEAR AS INT64) > 2010
  AND CAST(YEAR AS INT64) < 2021
  AND CAST(MO AS INT64) = 6
  AND CAST(DA AS INT64) = 12
  AND stn = "725030" -- La Guardia
GROUP BY
  timestamp
ORDER BY
  timestamp ASC

-- case corpus-219 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq210.sql | snowflake
-- finds: leading-wildcard
WITH patents_sample AS (
  SELECT
    t1."publication_number" AS publication_number,
    claim.value:"text" AS claims_text
  FROM
    PATENTS.PATENTS.PUBLICATIONS t1,
    LATERAL FLATTEN(input => t1."claims_localized") AS claim
  WHERE
    t1."country_code" = 'US'
    AND t1."grant_date" BETWEEN 20080101 AND 20181231
    AND t1."grant_date" != 0
    AND t1."publication_number" LIKE '%B2%'
),
Publication_data AS (
  SELECT
    publication_number,
    COUNT_IF(claims_text NOT LIKE '%claim%') AS nb_indep_claims
  FROM
    patents_sample
  GROUP BY
    publication_number
)
SELECT COUNT(nb_indep_claims)
FROM Publication_data
WHERE nb_indep_claims != 0
