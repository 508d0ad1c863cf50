-- Statements taken at random from public repositories; README.md names them and their licences.
-- Labels were set by reading before the linter ran; where it differed from them, they were read a second time.

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
-- finds: missing-foreign-key, small-key
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
-- finds: narrow-charset, small-key
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
-- finds: missing-foreign-key, padded-text, small-key, timestamp-without-zone
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
-- finds: all-columns-nullable, missing-foreign-key, missing-primary-key, table-without-index
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
-- finds: missing-foreign-key, small-key, timestamp-without-zone
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
-- finds: missing-foreign-key, small-key
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
-- finds: small-key
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
-- finds: small-key
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
-- finds: missing-foreign-key, small-key, timestamp-without-zone
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
-- finds: missing-foreign-key, small-key
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
-- finds: missing-foreign-key, small-key
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
-- finds: missing-foreign-key, missing-primary-key, table-without-index
CREATE TABLE @cdmDatabaseSchema.cohort_definition (
			cohort_definition_id integer NOT NULL,
			cohort_definition_name varchar(255) NOT NULL,
			cohort_definition_description VARCHAR(8000) NULL,
			definition_type_concept_id integer NOT NULL,
			cohort_definition_syntax VARCHAR(8000) NULL,
			subject_concept_id integer NOT NULL,
			cohort_initiation_date date NULL )

-- case corpus-130 | omop-cdm/inst__ddl__5.4__netezza__OMOPCDM_netezza_5.4_ddl.sql | postgres
-- finds: missing-foreign-key, missing-primary-key, table-without-index
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
-- finds: missing-foreign-key, missing-primary-key, table-without-index
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
-- finds: missing-foreign-key, missing-primary-key, table-without-index
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
-- finds: blocking-maintenance
CLUSTER @cdmDatabaseSchema.concept_ancestor  USING idx_concept_ancestor_id_1

-- case corpus-146 | omop-cdm/inst__ddl__5.4__bigquery__OMOPCDM_bigquery_5.4_indices.sql | bigquery
-- finds: nothing
create clustered index idx_dose_era_person_id_1 on @cdmDatabaseSchema.dose_era (person_id asc)

-- case corpus-147 | omop-cdm/inst__ddl__5.4__netezza__OMOPCDM_netezza_5.4_ddl.sql | postgres
-- finds: missing-foreign-key, missing-primary-key, table-without-index, timestamp-without-zone
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
-- finds: missing-foreign-key, missing-primary-key, omitted-length, table-without-index
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
-- finds: missing-foreign-key, missing-primary-key, table-without-index
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
-- finds: blocking-maintenance
CLUSTER @cdmDatabaseSchema.note_nlp  USING idx_note_nlp_note_id_1

-- case corpus-155 | omop-cdm/inst__ddl__5.4__impala__OMOPCDM_impala_5.4_constraints.sql | hive
-- finds: nothing
ALTER TABLE @cdmDatabaseSchema.person ADD CONSTRAINT fpk_person_location_id FOREIGN KEY (location_id) REFERENCES @cdmDatabaseSchema.`location` (LOCATION_ID)

-- case corpus-156 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-drop-objects.sql | postgres
-- finds: destructive-statement
DROP TABLE country CASCADE

-- case corpus-157 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: missing-foreign-key, small-key, timestamp-without-zone
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
-- finds: breaking-drop
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
-- finds: foreign-key-without-index, missing-foreign-key
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
-- finds: narrow-charset, small-key
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
-- finds: limit-without-order, ordinal-reference
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
-- finds: join-without-condition
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

-- case corpus-220 | mimic-code/mimic-iii__buildmimic__postgres__postgres_create_tables.sql | postgres
-- finds: missing-foreign-key, small-key, timestamp-without-zone
CREATE TABLE PROCEDUREEVENTS_MV
(
  ROW_ID INT NOT NULL,
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

-- case corpus-221 | mimic-code/mimic-iii__concepts__demographics__icustay_hours.sql | bigquery
-- finds: nothing
-- traps: comma-join
with all_hours as
(
select
  it.icustay_id
  -- ceiling the intime to the nearest hour by adding 59 minutes then truncating
  -- note thart we truncate by parsing as string, rather than using DATETIME_TRUNC
  -- this is done to enable compatibility with psql
  , PARSE_DATETIME(
      '%Y-%m-%d %H:00:00',
      FORMAT_DATETIME(
        '%Y-%m-%d %H:00:00',
          DATETIME_ADD(it.intime_hr, INTERVAL '59' MINUTE)
  )) AS endtime
  -- create integers for each charttime in hours from admission
  -- so 0 is admission time, 1 is one hour after admission, etc, up to ICU disch
  --  we allow 24 hours before ICU admission (to grab labs before admit)
  , GENERATE_ARRAY(-24, CAST(CEIL(DATETIME_DIFF(it.outtime_hr, it.intime_hr, HOUR)) AS INT64)) as hrs
  from `physionet-data.mimiciii_derived.icustay_times` it
)
SELECT icustay_id
, CAST(hr AS INT64) as hr
, DATETIME_ADD(endtime, INTERVAL CAST(hr AS INT64) HOUR) as endtime
FROM all_hours
CROSS JOIN UNNEST(all_hours.hrs) AS hr

-- case corpus-222 | mimic-code/mimic-iii__concepts__cookbook__icd9vagehistogram.sql | bigquery
-- finds: special-characters
-- note: BigQuery reads double quotes as a string; the name with blanks is meant all the same.
WITH diatbl AS
	(
	SELECT DISTINCT ON (dia.subject_id) dia.subject_id, ad.admittime
	from `physionet-data.mimiciii_clinical.diagnoses_icd` dia
	INNER JOIN admissions ad
	ON dia.subject_id = ad.subject_id
	WHERE dia.icd9_code
	-- 401% relates to hypertension
	LIKE '401%'
	),
agetbl AS
	(
	SELECT dt.subject_id, DATETIME_DIFF(dt.admittime, p.dob, YEAR) AS age
	FROM diatbl dt
	INNER JOIN patients p
	ON dt.subject_id = p.subject_id
	)
SELECT
        COUNT(*) AS TOTAL,
        COUNT(CASE WHEN age >= 0 AND age < 16 THEN  '0 - 15' END) AS "0-15",
        COUNT(CASE WHEN age >= 16 AND age < 21 THEN '16 - 20' END) AS "16-20",
        COUNT(CASE WHEN age >= 21 AND age < 26 THEN '21 - 25' END) AS "21-25",
        COUNT(CASE WHEN age >= 26 AND age < 31 THEN '26 - 30' END) AS "26-30",
        COUNT(CASE WHEN age >= 31 AND age < 36 THEN '31 - 35' END) AS "31-35",
        COUNT(CASE WHEN age >= 36 AND age < 41 THEN '36 - 40' END) AS "36-40",
        COUNT(CASE WHEN age >= 41 AND age < 46 THEN '41 - 45' END) AS "41-45",
        COUNT(CASE WHEN age >= 46 AND age < 51 THEN '46 - 50' END) AS "46-50",
        COUNT(CASE WHEN age >= 51 AND age < 56 THEN '51 - 55' END) AS "51-55",
        COUNT(CASE WHEN age >= 56 AND age < 61 THEN '56 - 60' END) AS "56-60",
        COUNT(CASE WHEN age >= 61 AND age < 66 THEN '61 - 65' END) AS "61-65",
        COUNT(CASE WHEN age >= 66 AND age < 71 THEN '66 - 70' END) AS "66-70",
        COUNT(CASE WHEN age >= 71 AND age < 76 THEN '71 - 75' END) AS "71-75",
        COUNT(CASE WHEN age >= 76 AND age < 81 THEN '76 - 80' END) AS "76-80",
        COUNT(CASE WHEN age >= 81 AND age < 86 THEN '81 - 85' END) AS "81-85",
        COUNT(CASE WHEN age >= 86 AND age < 91 THEN '86 - 90' END) AS "86-91",
        COUNT(CASE WHEN age >= 91 THEN 'Over 91' END) AS ">91"
FROM agetbl

-- case corpus-223 | mimic-code/mimic-iii__buildmimic__mysql__1-define.sql | mysql
-- finds: missing-foreign-key, narrow-charset, small-key
CREATE TABLE ADMISSIONS (	-- rows=58976
   ROW_ID MEDIUMINT UNSIGNED NOT NULL PRIMARY KEY,
   SUBJECT_ID MEDIUMINT UNSIGNED NOT NULL,
   HADM_ID MEDIUMINT UNSIGNED NOT NULL,
   ADMITTIME DATETIME NOT NULL,
   DISCHTIME DATETIME NOT NULL,
   DEATHTIME DATETIME,
   ADMISSION_TYPE VARCHAR(50) NOT NULL,	-- max=9
   ADMISSION_LOCATION VARCHAR(50) NOT NULL,	-- max=25
   DISCHARGE_LOCATION VARCHAR(50) NOT NULL,	-- max=25
   INSURANCE VARCHAR(255) NOT NULL,	-- max=10
   LANGUAGE VARCHAR(10),	-- max=4
   RELIGION VARCHAR(50),	-- max=22
   MARITAL_STATUS VARCHAR(50),	-- max=17
   ETHNICITY VARCHAR(200) NOT NULL,	-- max=56
   EDREGTIME DATETIME,
   EDOUTTIME DATETIME,
   DIAGNOSIS VARCHAR(255),	-- max=189
   HOSPITAL_EXPIRE_FLAG TINYINT UNSIGNED NOT NULL,
   HAS_CHARTEVENTS_DATA TINYINT UNSIGNED NOT NULL,
  UNIQUE KEY ADMISSIONS_HADM_ID (HADM_ID)	-- nvals=58976
  )
  CHARACTER SET = UTF8

-- case corpus-224 | mimic-code/mimic-iii__buildmimic__oracle__oracle_create_tables.sql | oracle
-- finds: all-columns-nullable, missing-foreign-key, missing-primary-key, table-without-index
CREATE TABLE "CHARTEVENTS"
   (	"ROW_ID" NUMBER(10,0),
	"SUBJECT_ID" NUMBER(7,0),
	"HADM_ID" NUMBER(7,0),
	"ICUSTAY_ID" NUMBER(7,0),
	"ITEMID" NUMBER(7,0),
	"CHARTTIME" DATE,
	"STORETIME" DATE,
	"CGID" NUMBER(7,0),
	"VALUE" VARCHAR2(200),
	"VALUENUM" NUMBER,
	"VALUEUOM" VARCHAR2(20),
	"WARNING" NUMBER(1,0),
	"ERROR" NUMBER(1,0),
	"RESULTSTATUS" VARCHAR2(20),
	"STOPPED" VARCHAR2(20)
  )
  PARTITION BY RANGE(itemid)
(PARTITION chartevents_1 VALUES LESS THAN (210)
,PARTITION chartevents_2 VALUES LESS THAN (250)
,PARTITION chartevents_3 VALUES LESS THAN (614)
,PARTITION chartevents_4 VALUES LESS THAN (640)
,PARTITION chartevents_5 VALUES LESS THAN (742)
,PARTITION chartevents_6 VALUES LESS THAN (1800)
,PARTITION chartevents_7 VALUES LESS THAN (2700)
,PARTITION chartevents_8 VALUES LESS THAN (3700)
,PARTITION chartevents_9 VALUES LESS THAN (4700)
,PARTITION chartevents_10 VALUES LESS THAN (6000)
,PARTITION chartevents_11 VALUES LESS THAN (7000)
,PARTITION chartevents_12 VALUES LESS THAN (8000)
,PARTITION chartevents_13 VALUES LESS THAN (220074)
,PARTITION chartevents_14 VALUES LESS THAN (MAXVALUE))

-- case corpus-225 | mimic-code/mimic-iii__concepts__pivot__pivoted_uo.sql | bigquery
-- finds: nothing
-- traps: comparison-with-null
select
  icustay_id
  , charttime
  , sum(urineoutput) as urineoutput
from
(
  select
  -- patient identifiers
    oe.icustay_id
  , oe.charttime
  -- volumes associated with urine output ITEMIDs
  -- note we consider input of GU irrigant as a negative volume
  , case
      when oe.itemid = 227488 and oe.value > 0 then -1*oe.value
      else oe.value
    end as urineoutput
  from `physionet-data.mimiciii_clinical.outputevents` oe
-- exclude rows marked as error
where (oe.iserror IS NULL OR oe.iserror != '1')
  and itemid in
  (
  -- these are the most frequently occurring urine output observations in CareVue
  40055, -- "Urine Out Foley"
  43175, -- "Urine ."
  40069, -- "Urine Out Void"
  40094, -- "Urine Out Condom Cath"
  40715, -- "Urine Out Suprapubic"
  40473, -- "Urine Out IleoConduit"
  40085, -- "Urine Out Incontinent"
  40057, -- "Urine Out Rt Nephrostomy"
  40056, -- "Urine Out Lt Nephrostomy"
  40405, -- "Urine Out Other"
  40428, -- "Urine Out Straight Cath"
  40086,--	Urine Out Incontinent
  40096, -- "Urine Out Ureteral Stent #1"
  40651, -- "Urine Out Ureteral Stent #2"
  -- these are the most frequently occurring urine output observations in CareVue
  226559, -- "Foley"
  226560, -- "Void"
  226561, -- "Condom Cath"
  226584, -- "Ileoconduit"
  226563, -- "Suprapubic"
  226564, -- "R Nephrostomy"
  226565, -- "L Nephrostomy"
  226567, --	Straight Cath
  226557, -- R Ureteral Stent
  226558, -- L Ureteral Stent
  227488, -- GU Irrigant Volume In
  227489  -- GU Irrigant/Urine Volume Out
  )
) uo
group by icustay_id, charttime
order by icustay_id, charttime

-- case corpus-226 | mimic-code/mimic-iii__concepts_duckdb__organfailure__kdigo_stages_7day.sql | duckdb
-- finds: nothing
CREATE TABLE mimiciii_derived.kdigo_stages_7day AS
WITH cr_aki AS (
  SELECT
    k.icustay_id,
    k.charttime,
    k.creat,
    k.aki_stage_creat,
    ROW_NUMBER() OVER (
      PARTITION BY k.icustay_id
      ORDER BY k.aki_stage_creat DESC, k.creat DESC, k.charttime NULLS FIRST
    ) AS rn
  FROM mimiciii.icustays AS ie
  INNER JOIN mimiciii_derived.kdigo_stages AS k
    ON ie.icustay_id = k.icustay_id
  WHERE
    DATE_DIFF('HOUR', ie.intime, k.charttime) > -6
    AND DATE_DIFF('DAY', ie.intime, k.charttime) <= 7
    AND NOT k.aki_stage_creat IS NULL
), uo_aki AS (
  SELECT
    k.icustay_id,
    k.charttime,
    k.uo_rt_6hr,
    k.uo_rt_12hr,
    k.uo_rt_24hr,
    k.aki_stage_uo,
    ROW_NUMBER() OVER (
      PARTITION BY k.icustay_id
      ORDER BY k.aki_stage_uo DESC, k.uo_rt_24hr DESC, k.uo_rt_12hr DESC, k.uo_rt_6hr DESC
    ) AS rn
  FROM mimiciii.icustays AS ie
  INNER JOIN mimiciii_derived.kdigo_stages AS k
    ON ie.icustay_id = k.icustay_id
  WHERE
    DATE_DIFF('HOUR', ie.intime, k.charttime) > -6
    AND DATE_DIFF('DAY', ie.intime, k.charttime) <= 7
    AND NOT k.aki_stage_uo IS NULL
)
SELECT
  ie.icustay_id,
  cr.charttime AS charttime_creat,
  cr.creat,
  cr.aki_stage_creat,
  uo.charttime AS charttime_uo,
  uo.uo_rt_6hr,
  uo.uo_rt_12hr,
  uo.uo_rt_24hr,
  uo.aki_stage_uo,
  CASE
    WHEN COALESCE(cr.aki_stage_creat, 0) IS NULL OR COALESCE(uo.aki_stage_uo, 0) IS NULL
    THEN NULL
    ELSE GREATEST(COALESCE(cr.aki_stage_creat, 0), COALESCE(uo.aki_stage_uo, 0))
  END AS aki_stage_7day,
  CASE WHEN cr.aki_stage_creat > 0 OR uo.aki_stage_uo > 0 THEN 1 ELSE 0 END AS aki_7day
FROM mimiciii.icustays AS ie
LEFT JOIN cr_aki AS cr
  ON ie.icustay_id = cr.icustay_id AND cr.rn = 1
LEFT JOIN uo_aki AS uo
  ON ie.icustay_id = uo.icustay_id AND uo.rn = 1
ORDER BY
  ie.icustay_id NULLS FIRST

-- case corpus-227 | mimic-code/mimic-iii__concepts_postgres__demographics__icustay_hours.sql | postgres
-- finds: nothing
-- traps: select-star
CREATE TABLE mimiciii_derived.icustay_hours AS
/* This query generates a row for every hour the patient is in the ICU. */ /* The hours are based on clock-hours (i.e. 02:00, 03:00). */ /* The hour clock starts 24 hours before the first heart rate measurement. */ /* Note that the time of the first heart rate measurement is ceilinged to the hour. */ /* this query extracts the cohort and every possible hour they were in the ICU */ /* this table can be to other tables on ICUSTAY_ID and (ENDTIME - 1 hour,ENDTIME] */ /* get first/last measurement time */
WITH all_hours AS (
  SELECT
    it.icustay_id, /* ceiling the intime to the nearest hour by adding 59 minutes then truncating */ /* note thart we truncate by parsing as string, rather than using DATETIME_TRUNC */ /* this is done to enable compatibility with psql */
    CAST(TO_TIMESTAMP(TO_CHAR(CAST(it.intime_hr + INTERVAL '59' MINUTE AS TIMESTAMP), 'YYYY-MM-DD HH24:00:00'), 'YYYY-MM-DD HH24:00:00') AS TIMESTAMP) AS endtime, /* create integers for each charttime in hours from admission */ /* so 0 is admission time, 1 is one hour after admission, etc, up to ICU disch */ /*  we allow 24 hours before ICU admission (to grab labs before admit) */
    ARRAY(SELECT * FROM GENERATE_SERIES(-24, CAST(CEIL(
      CAST(EXTRACT(EPOCH FROM DATE_TRUNC('hour', it.outtime_hr) - DATE_TRUNC('hour', it.intime_hr)) / 3600 AS BIGINT)
    ) AS BIGINT))) AS hrs
  FROM mimiciii_derived.icustay_times AS it
)
SELECT
  icustay_id,
  CAST(hr AS BIGINT) AS hr,
  endtime + CAST(hr AS BIGINT) * INTERVAL '1' HOUR AS endtime
FROM all_hours
CROSS JOIN UNNEST(all_hours.hrs) AS _t0(hr)

-- case corpus-228 | mimic-code/mimic-iii__buildmimic__mysql__1-define.sql | mysql
-- finds: missing-foreign-key, narrow-charset, small-key
CREATE TABLE PRESCRIPTIONS (	-- rows=4156848
   ROW_ID MEDIUMINT UNSIGNED NOT NULL PRIMARY KEY,
   SUBJECT_ID MEDIUMINT UNSIGNED NOT NULL,
   HADM_ID MEDIUMINT UNSIGNED NOT NULL,
   ICUSTAY_ID MEDIUMINT UNSIGNED,
   STARTDATE DATETIME,
   ENDDATE DATETIME,
   DRUG_TYPE VARCHAR(100) NOT NULL,	-- max=8
   DRUG VARCHAR(100),	-- max=58
   DRUG_NAME_POE VARCHAR(100),	-- max=58
   DRUG_NAME_GENERIC VARCHAR(100),	-- max=49
   FORMULARY_DRUG_CD VARCHAR(120),	-- max=17
   GSN VARCHAR(200),	-- max=125
   NDC VARCHAR(120),	-- max=11
   PROD_STRENGTH VARCHAR(120),	-- max=60
   DOSE_VAL_RX VARCHAR(120),	-- max=26
   DOSE_UNIT_RX VARCHAR(120),	-- max=32
   FORM_VAL_DISP VARCHAR(120),	-- max=47
   FORM_UNIT_DISP VARCHAR(120),	-- max=13
   ROUTE VARCHAR(120)	-- max=28
  )
  CHARACTER SET = UTF8

-- case corpus-229 | mimic-code/mimic-iii__concepts__functions__auroc.sql | bigquery
-- finds: nothing
with datatable as (
select
  -- name the predictor "PRED"
  cast(adm.admittime as date) - cast(pat.dob as date) as PRED -- age is our predictor
  -- name the target variable "TAR"
  , case when adm.deathtime is not null then 1 else 0 end as TAR -- in-hospital mortality
FROM `physionet-data.mimiciii_clinical.admissions` adm
inner join patients pat
  on adm.subject_id = pat.subject_id
)
, datacs as (
select
  TAR
  -- calculate the cumulative sum of negative targets, then multiply by positive targets
  -- this has the effect of returning 0 for negative targets, and the # of negative targets below each positive target
  , TAR * SUM(1-TAR) OVER (ORDER BY PRED ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS AUROC
from datatable
)
select
  -- Calculate the AUROC as:
  --    SUM( number of negative targets below each positive target )
  -- /  number of possible negative/positive target pairs
  round(sum(AUROC) / (sum(TAR)*sum(1-TAR)),4) as AUROC
from datacs

-- case corpus-230 | mimic-code/mimic-iii__concepts_duckdb__firstday__height_first_day.sql | duckdb
-- finds: nothing
-- traps: duplicate-table-alias
CREATE TABLE mimiciii_derived.height_first_day AS
WITH ce0 AS (
  SELECT
    c.icustay_id,
    CASE WHEN itemid IN (920, 1394, 4187, 3486) THEN valuenum * 2.54 ELSE valuenum END AS Height
  FROM mimiciii.chartevents AS c
  INNER JOIN mimiciii.icustays AS ie
    ON c.icustay_id = ie.icustay_id
    AND c.charttime <= ie.intime + INTERVAL '1' DAY
    AND c.charttime > ie.intime - INTERVAL '1' DAY
  WHERE
    NOT c.valuenum IS NULL
    AND c.itemid IN (226730, 920, 1394, 4187, 3486, 3485, 4188)
    AND c.valuenum <> 0
    AND (
      c.error IS NULL OR c.error = 0
    )
), ce AS (
  SELECT
    icustay_id,
    AVG(height) AS Height_chart
  FROM ce0
  WHERE
    height > 100
  GROUP BY
    icustay_id
), echo AS (
  SELECT
    ec.subject_id,
    2.54 * AVG(height) AS Height_Echo
  FROM mimiciii_derived.echo_data AS ec
  INNER JOIN mimiciii.icustays AS ie
    ON ec.subject_id = ie.subject_id AND ec.charttime < ie.intime + INTERVAL '1' DAY
  WHERE
    NOT height IS NULL AND height * 2.54 > 100
  GROUP BY
    ec.subject_id
)
SELECT
  ie.icustay_id,
  COALESCE(ce.Height_chart, ec.Height_Echo) AS height,
  ce.height_chart,
  ec.height_echo
FROM mimiciii.icustays AS ie
INNER JOIN mimiciii.patients AS pat
  ON ie.subject_id = pat.subject_id AND ie.intime > pat.dob + INTERVAL '1' YEAR
LEFT JOIN ce
  ON ie.icustay_id = ce.icustay_id
LEFT JOIN echo AS ec
  ON ie.subject_id = ec.subject_id

-- case corpus-231 | mimic-code/mimic-iii__buildmimic__duckdb__duckdb_add_tables.sql | duckdb
-- finds: missing-foreign-key, small-key, timestamp-without-zone
-- traps: inexact-money
-- note: Amounts with their units are no money.
CREATE TABLE INPUTEVENTS_MV
(
  ROW_ID INT NOT NULL,
	SUBJECT_ID INT NOT NULL,
	HADM_ID INT,
	ICUSTAY_ID INT,
	STARTTIME TIMESTAMP,
	ENDTIME TIMESTAMP,
	ITEMID INT,
	AMOUNT DOUBLE PRECISION,
	AMOUNTUOM VARCHAR(30),
	RATE DOUBLE PRECISION,
	RATEUOM VARCHAR(30),
	STORETIME TIMESTAMP,
	CGID INT,
	ORDERID INT,
	LINKORDERID INT,
	ORDERCATEGORYNAME VARCHAR(100),
	SECONDARYORDERCATEGORYNAME VARCHAR(100),
	ORDERCOMPONENTTYPEDESCRIPTION VARCHAR(200),
	ORDERCATEGORYDESCRIPTION VARCHAR(50),
	PATIENTWEIGHT DOUBLE PRECISION,
	TOTALAMOUNT DOUBLE PRECISION,
	TOTALAMOUNTUOM VARCHAR(50),
	ISOPENBAG SMALLINT,
	CONTINUEINNEXTDEPT SMALLINT,
	CANCELREASON SMALLINT,
	STATUSDESCRIPTION VARCHAR(30),
	COMMENTS_EDITEDBY VARCHAR(30),
	COMMENTS_CANCELEDBY VARCHAR(40),
	COMMENTS_DATE TIMESTAMP,
	ORIGINALAMOUNT DOUBLE PRECISION,
	ORIGINALRATE DOUBLE PRECISION,
	CONSTRAINT inputevents_mv_rowid_pk PRIMARY KEY (ROW_ID)
)

-- case corpus-232 | mimic-code/mimic-iii__buildmimic__monetdb__monetdb_create_tables.sql | postgres
-- finds: missing-foreign-key, small-key, timestamp-without-zone
CREATE TABLE MIMICIII.CALLOUT
    (   ROW_ID INT NOT NULL,
        SUBJECT_ID INT NOT NULL,
        HADM_ID INT NOT NULL,
        SUBMIT_WARDID INT,
        SUBMIT_CAREUNIT VARCHAR(15),
        CURR_WARDID INT,
        CURR_CAREUNIT VARCHAR(15),
        CALLOUT_WARDID INT,
        CALLOUT_SERVICE VARCHAR(10) NOT NULL,
        REQUEST_TELE SMALLINT NOT NULL,
        REQUEST_RESP SMALLINT NOT NULL,
        REQUEST_CDIFF SMALLINT NOT NULL,
        REQUEST_MRSA SMALLINT NOT NULL,
        REQUEST_VRE SMALLINT NOT NULL,
        CALLOUT_STATUS VARCHAR(20) NOT NULL,
        CALLOUT_OUTCOME VARCHAR(20) NOT NULL,
        DISCHARGE_WARDID INT,
        ACKNOWLEDGE_STATUS VARCHAR(20) NOT NULL,
        CREATETIME TIMESTAMP(0) NOT NULL,
        UPDATETIME TIMESTAMP(0) NOT NULL,
        ACKNOWLEDGETIME TIMESTAMP(0),
        OUTCOMETIME TIMESTAMP(0) NOT NULL,
        FIRSTRESERVATIONTIME TIMESTAMP(0),
        CURRENTRESERVATIONTIME TIMESTAMP(0),
        CONSTRAINT callout_rowid_pk PRIMARY KEY (ROW_ID)
        )

-- case corpus-233 | mimic-code/mimic-iii__buildmimic__oracle__oracle_create_tables.sql | oracle
-- finds: all-columns-nullable, missing-foreign-key, missing-primary-key, table-without-index
CREATE TABLE "PROCEDUREEVENTS_MV"
   (	"ROW_ID" NUMBER(10,0),
	"SUBJECT_ID" NUMBER(7,0),
	"HADM_ID" NUMBER(7,0),
	"ICUSTAY_ID" NUMBER(7,0),
	"STARTTIME" DATE,
	"ENDTIME" DATE,
	"ITEMID" NUMBER(7,0),
	"VALUE" NUMBER(20,10),
	"VALUEUOM" VARCHAR2(20),
	"LOCATION" VARCHAR2(100),
	"LOCATIONCATEGORY" VARCHAR2(50),
	"STORETIME" DATE,
	"CGID" NUMBER(7,0),
	"ORDERID" NUMBER(10,0),
	"LINKORDERID" NUMBER(10,0),
	"ORDERCATEGORYNAME" VARCHAR2(50),
	"SECONDARYORDERCATEGORYNAME" VARCHAR2(50),
	"ORDERCATEGORYDESCRIPTION" VARCHAR2(30),
	"ISOPENBAG" NUMBER(1,0),
	"CONTINUEINNEXTDEPT" NUMBER(1,0),
	"CANCELREASON" NUMBER(1,0),
	"STATUSDESCRIPTION" VARCHAR2(20),
	"COMMENTS_EDITEDBY" VARCHAR2(50),
	"COMMENTS_CANCELEDBY" VARCHAR2(50),
	"COMMENTS_DATE" DATE
   )

-- case corpus-234 | sakila/oracle-sakila-db__oracle-sakila-schema-pl-sql.sql | oracle
-- finds: nothing
SELECT CUSTOMER_T(
      c.customer_id,
      c.first_name,
      c.last_name,
      c.email,
      ADDRESS_T(
        a.address_id,
        a.address,
        a.address2,
        a.district,
        CITY_T(
          i.city_id,
          i.city,
          COUNTRY_T(
            o.country_id,
            o.country,
            o.last_update
          ),
          i.last_update
        ),
        a.postal_code,
        a.phone,
        a.last_update
      ),
      c.active,
      c.create_date,
      c.last_update
    )
    INTO v_result
    FROM customer c
    LEFT JOIN address a ON c.address_id = a.address_id
    LEFT JOIN city i ON a.city_id = i.city_id
    LEFT JOIN country o ON i.country_id = o.country_id
    WHERE c.customer_id = p_customer_id

-- case corpus-235 | sakila/oracle-sakila-db__oracle-sakila-schema-pl-sql.sql | oracle
-- finds: nothing
SELECT FILM_T(
      f.film_id,
      f.title,
      f.description,
      f.release_year,
      NVL2(l1.language_id,
        LANGUAGE_T(
          l1.language_id,
          l1.name,
          l1.last_update
        ),
        NULL
      ),
      NVL2(l2.language_id,
        LANGUAGE_T(
          l2.language_id,
          l2.name,
          l2.last_update
        ),
        NULL
      ),
      f.rental_duration,
      f.rental_rate,
      f.length,
      f.replacement_cost,
      f.rating,
      f.special_features,
      f.last_update
    )
    INTO v_result
    FROM film f
    LEFT JOIN language l1 ON f.language_id = l1.language_id
    LEFT JOIN language l2 ON f.original_language_id = l2.language_id
    WHERE f.film_id = p_film_id

-- case corpus-236 | sakila/oracle-sakila-db__oracle-sakila-schema.sql | oracle
-- finds: foreign-key-without-index
CREATE TABLE film (
  film_id INT NOT NULL,
  title VARCHAR(255) NOT NULL,
  description CLOB DEFAULT NULL,
  release_year VARCHAR(4) DEFAULT NULL,
  language_id INT NOT NULL,
  original_language_id INT DEFAULT NULL,
  rental_duration SMALLINT  DEFAULT 3 NOT NULL,
  rental_rate DECIMAL(4,2) DEFAULT 4.99 NOT NULL,
  length SMALLINT DEFAULT NULL,
  replacement_cost DECIMAL(5,2) DEFAULT 19.99 NOT NULL,
  rating VARCHAR(10) DEFAULT 'G',
  special_features VARCHAR(100) DEFAULT NULL,
  last_update DATE NOT NULL,
  CONSTRAINT pk_film PRIMARY KEY  (film_id),
  CONSTRAINT fk_film_language FOREIGN KEY (language_id) REFERENCES language (language_id) ,
  CONSTRAINT fk_film_language_original FOREIGN KEY (original_language_id) REFERENCES language (language_id)
)

-- case corpus-237 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: foreign-key-without-index, small-key
CREATE TABLE rental (
  rental_id INT NOT NULL IDENTITY,
  rental_date DATETIME NOT NULL,
  inventory_id INT  NOT NULL,
  customer_id INT  NOT NULL,
  return_date DATETIME DEFAULT NULL,
  staff_id INT  NOT NULL,
  last_update DATETIME NOT NULL,
  PRIMARY KEY NONCLUSTERED (rental_id),
  CONSTRAINT fk_rental_staff FOREIGN KEY (staff_id) REFERENCES staff (staff_id) ,
  CONSTRAINT fk_rental_inventory FOREIGN KEY (inventory_id) REFERENCES inventory (inventory_id) ,
  CONSTRAINT fk_rental_customer FOREIGN KEY (customer_id) REFERENCES customer (customer_id)
)

-- case corpus-238 | sakila/sql-server-sakila-db__sql-server-sakila-schema.sql | tsql
-- finds: foreign-key-without-index, small-key
CREATE TABLE film (
  film_id INT NOT NULL IDENTITY ,
  title VARCHAR(255) NOT NULL,
  description TEXT DEFAULT NULL,
  release_year VARCHAR(4) NULL,
  language_id INT NOT NULL,
  original_language_id INT DEFAULT NULL,
  rental_duration TINYINT NOT NULL DEFAULT 3,
  rental_rate DECIMAL(4,2) NOT NULL DEFAULT 4.99,
  length SMALLINT DEFAULT NULL,
  replacement_cost DECIMAL(5,2) NOT NULL DEFAULT 19.99,
  rating VARCHAR(10) DEFAULT 'G',
  special_features VARCHAR(255) DEFAULT NULL,
  last_update DATETIME NOT NULL,
  PRIMARY KEY NONCLUSTERED (film_id),
  CONSTRAINT fk_film_language FOREIGN KEY (language_id) REFERENCES language (language_id) ,
  CONSTRAINT fk_film_language_original FOREIGN KEY (original_language_id) REFERENCES language (language_id)
)

-- case corpus-239 | sakila/postgres-sakila-db__postgres-sakila-schema.sql | postgres
-- finds: missing-foreign-key, missing-primary-key, reserved-word, small-key, table-without-index, timestamp-without-zone
-- note: Doubtful: the column counts up in 32 bits by a sequence, its key comes later. fulltext is reserved.
CREATE TABLE film (
    film_id integer DEFAULT nextval('film_film_id_seq'::regclass) NOT NULL,
    title character varying(255) NOT NULL,
    description text,
    release_year year,
    language_id integer NOT NULL,
    original_language_id integer,
    rental_duration smallint DEFAULT 3 NOT NULL,
    rental_rate numeric(4,2) DEFAULT 4.99 NOT NULL,
    length smallint,
    replacement_cost numeric(5,2) DEFAULT 19.99 NOT NULL,
    rating mpaa_rating DEFAULT 'G'::mpaa_rating,
    last_update timestamp without time zone DEFAULT now() NOT NULL,
    special_features text[],
    fulltext tsvector NOT NULL
)

-- case corpus-240 | sakila/yugabytedb-sakila-db__yugabytedb-sakila-schema.sql | postgres
-- finds: missing-foreign-key, readable-password, small-key, timestamp-without-zone
-- note: 40 characters are too short for bcrypt.
CREATE TABLE staff (
    CONSTRAINT staff_pkey PRIMARY KEY (staff_id),
    staff_id integer DEFAULT nextval('staff_staff_id_seq'::regclass) NOT NULL,
    first_name character varying(45) NOT NULL,
    last_name character varying(45) NOT NULL,
    address_id smallint NOT NULL,
    email character varying(50),
    store_id smallint NOT NULL,
    active boolean DEFAULT true NOT NULL,
    username character varying(16) NOT NULL,
    password character varying(40),
    last_update timestamp without time zone DEFAULT now() NOT NULL,
    picture bytea
)

-- case corpus-241 | sakila/cockroachdb-sakila-db__cockroachdb-sakila-schema.sql | postgres
-- finds: missing-foreign-key, missing-primary-key, small-key, table-without-index, timestamp-without-zone
-- note: Doubtful: the column counts up in 32 bits by a sequence, its key comes later.
CREATE TABLE film (
    film_id integer DEFAULT nextval('film_film_id_seq'::regclass) NOT NULL,
    title character varying(255) NOT NULL,
    description text,
    release_year integer,
    language_id integer NOT NULL,
    original_language_id integer,
    rental_duration smallint DEFAULT 3 NOT NULL,
    rental_rate numeric(4,2) DEFAULT 4.99 NOT NULL,
    length smallint,
    replacement_cost numeric(5,2) DEFAULT 19.99 NOT NULL,
    rating mpaa_rating DEFAULT 'G'::mpaa_rating,
    last_update timestamp without time zone DEFAULT now() NOT NULL,
    special_features text[]
)

-- case corpus-242 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq310.sql | bigquery
-- finds: leading-wildcard
-- note: The star stands in a common table expression or a subquery, not at the outermost level.
WITH
tags_to_use AS (
    SELECT tag, idx
    FROM UNNEST([
        'android-layout',
        'android-activity',
        'android-intent',
        'android-edittext',
        'android-fragments',
        'android-recyclerview',
        'listview',
        'android-actionbar',
        'google-maps',
        'android-asynctask'
    ]) AS tag WITH OFFSET idx
),
android_how_to_questions AS (
    SELECT
        PQ.*
    FROM
        `bigquery-public-data.stackoverflow.posts_questions` PQ
    WHERE
        EXISTS (
            SELECT 1
            FROM UNNEST(SPLIT(PQ.tags, '|')) tag
            WHERE tag IN (SELECT tag FROM tags_to_use)
        )
        AND (LOWER(PQ.title) LIKE '%how%' OR LOWER(PQ.body) LIKE '%how%')
),
most_viewed_question AS (
    SELECT
        T.id AS tag_id,
        T.tag_name,
        Q.id AS question_id,
        Q.title,
        Q.tags,
        Q.view_count
    FROM
        `bigquery-public-data.stackoverflow.tags` T
    INNER JOIN
        tags_to_use TTU ON T.tag_name = TTU.tag
    INNER JOIN
        android_how_to_questions Q ON T.tag_name IN UNNEST(SPLIT(Q.tags, '|'))
    ORDER BY Q.view_count DESC
    LIMIT 1
)
SELECT
    title
FROM
    most_viewed_question

-- case corpus-243 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq402.sql | bigquery
-- finds: nothing
-- traps: comma-join
-- note: Each of the tables has one row.
WITH visitors AS (
  SELECT
    COUNT(DISTINCT fullVisitorId) AS total_visitors
  FROM
    `data-to-insights.ecommerce.web_analytics`
),
purchasers AS (
  SELECT
    COUNT(DISTINCT fullVisitorId) AS total_purchasers
  FROM
    `data-to-insights.ecommerce.web_analytics`
  WHERE
    totals.transactions IS NOT NULL
),
transactions AS (
  SELECT
    COUNT(*) AS total_transactions,
    AVG(totals.transactions) AS avg_transactions_per_purchaser
  FROM
    `data-to-insights.ecommerce.web_analytics`
  WHERE
    totals.transactions IS NOT NULL
)
SELECT
  p.total_purchasers / v.total_visitors AS conversion_rate,
  a.avg_transactions_per_purchaser AS avg_transactions_per_purchaser
FROM
  visitors v,
  purchasers p,
  transactions a

-- case corpus-244 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq167.sql | snowflake
-- finds: nothing
-- traps: undone-outer-join
WITH UserPairUpvotes AS (
  SELECT
    ToUsers."UserName" AS "ToUserName",
    FromUsers."UserName" AS "FromUserName",
    COUNT(DISTINCT "ForumMessageVotes"."Id") AS "UpvoteCount"
  FROM META_KAGGLE.META_KAGGLE.FORUMMESSAGEVOTES AS "ForumMessageVotes"
  INNER JOIN META_KAGGLE.META_KAGGLE.USERS AS FromUsers
    ON FromUsers."Id" = "ForumMessageVotes"."FromUserId"
  INNER JOIN META_KAGGLE.META_KAGGLE.USERS AS ToUsers
    ON ToUsers."Id" = "ForumMessageVotes"."ToUserId"
  GROUP BY
    ToUsers."UserName",
    FromUsers."UserName"
),
TopPairs AS (
  SELECT
    "ToUserName",
    "FromUserName",
    "UpvoteCount",
    ROW_NUMBER() OVER (ORDER BY "UpvoteCount" DESC) AS "Rank"
  FROM UserPairUpvotes
),
ReciprocalUpvotes AS (
  SELECT
    t."ToUserName",
    t."FromUserName",
    t."UpvoteCount" AS "UpvotesReceived",
    COALESCE(u."UpvoteCount", 0) AS "UpvotesGiven"
  FROM TopPairs t
  LEFT JOIN UserPairUpvotes u
    ON t."ToUserName" = u."FromUserName" AND t."FromUserName" = u."ToUserName"
  WHERE t."Rank" = 1
)
SELECT
  "ToUserName" AS "UpvotedUserName",
  "FromUserName" AS "UpvotingUserName",
  "UpvotesReceived" AS "UpvotesReceivedByUpvotedUser",
  "UpvotesGiven" AS "UpvotesGivenByUpvotedUser"
FROM ReciprocalUpvotes
ORDER BY "UpvotesReceived" DESC, "UpvotesGiven" DESC

-- case corpus-245 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq302.sql | bigquery
-- finds: nothing
-- traps: comma-join
WITH
-- Get recent data
RecentData AS (
    SELECT
        FORMAT_TIMESTAMP('%Y%m', creation_date) AS month_index,
        tags
    FROM
        `bigquery-public-data.stackoverflow.posts_questions`
    WHERE
        EXTRACT(YEAR FROM DATE(creation_date)) = 2022
),
-- Monthly number of questions posted
MonthlyQuestions AS (
    SELECT
        month_index,
        COUNT(*) AS num_questions
    FROM
        RecentData
    GROUP BY
        month_index
),
-- Monthly number of questions posted with specific tags
TaggedQuestions AS (
    SELECT
        month_index,
        tag,
        COUNT(*) AS num_tags
    FROM
        RecentData,
        UNNEST(SPLIT(tags, '|')) AS tag
    WHERE
        tag IN ('python')
    GROUP BY
        month_index, tag
)
SELECT
    a.month_index,
    a.num_tags / b.num_questions AS proportion
FROM
    TaggedQuestions a
LEFT JOIN
    MonthlyQuestions b ON a.month_index = b.month_index
ORDER BY
    a.month_index, proportion DESC

-- case corpus-246 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__local131.sql | sqlite
-- finds: comma-join
SELECT
  Musical_Styles.StyleName,
  COUNT(RankedPreferences.FirstStyle)
    AS FirstPreference,
  COUNT(RankedPreferences.SecondStyle)
    AS SecondPreference,
  COUNT(RankedPreferences.ThirdStyle)
    AS ThirdPreference
FROM Musical_Styles,
 (SELECT (CASE WHEN
    Musical_Preferences.PreferenceSeq = 1
               THEN Musical_Preferences.StyleID
               ELSE Null END) As FirstStyle,
         (CASE WHEN
    Musical_Preferences.PreferenceSeq = 2
               THEN Musical_Preferences.StyleID
               ELSE Null END) As SecondStyle,
         (CASE WHEN
    Musical_Preferences.PreferenceSeq = 3
               THEN Musical_Preferences.StyleID
               ELSE Null END) AS ThirdStyle
   FROM Musical_Preferences)  AS RankedPreferences
WHERE Musical_Styles.StyleID =
         RankedPreferences.FirstStyle
  OR Musical_Styles.StyleID =
         RankedPreferences.SecondStyle
  OR Musical_Styles.StyleID =
         RankedPreferences.ThirdStyle
GROUP BY StyleID, StyleName
HAVING COUNT(FirstStyle) > 0
     OR     COUNT(SecondStyle) > 0
     OR     COUNT(ThirdStyle) > 0
ORDER BY FirstPreference DESC,
        SecondPreference DESC,
        ThirdPreference DESC, StyleID

-- case corpus-247 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq004.sql | bigquery
-- finds: distinct-with-group-by
with product_and_quatity AS (
    SELECT
        DISTINCT v2ProductName AS other_purchased_products,
        SUM(productQuantity) AS quatity
    FROM
        `bigquery-public-data.google_analytics_sample.ga_sessions_2017*`,
        UNNEST(hits) AS hits,
        UNNEST(hits.product) AS product
    WHERE
        _table_suffix BETWEEN '0701' AND '0731'
        AND NOT REGEXP_CONTAINS(LOWER(v2ProductName), 'youtube')
        AND fullVisitorID IN (
            SELECT
            DISTINCT fullVisitorId
            FROM
                `bigquery-public-data.google_analytics_sample.ga_sessions_2017*`,
                UNNEST(hits) AS hits,
                UNNEST(hits.product) AS product
            WHERE
                _table_suffix BETWEEN '0701' AND '0731'
                AND REGEXP_CONTAINS(LOWER(v2ProductName), 'youtube')
        )
    GROUP BY v2ProductName
)
SELECT other_purchased_products
FROM product_and_quatity
ORDER BY quatity DESC
LIMIT 1

-- case corpus-248 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local157.sql | snowflake
-- finds: nothing
-- traps: date-bound-on-time
WITH "parsed_volume" AS (
  SELECT
    "ticker",
    TO_DATE("market_date", 'DD-MM-YYYY') AS "market_date",
    CASE
      WHEN "volume" = '-' THEN 0
      WHEN RIGHT("volume", 1) = 'K' THEN CAST(REPLACE("volume", 'K', '') AS FLOAT) * 1000
      WHEN RIGHT("volume", 1) = 'M' THEN CAST(REPLACE("volume", 'M', '') AS FLOAT) * 1000000
      ELSE CAST("volume" AS FLOAT)
    END AS "volume_cleaned"
  FROM "BANK_SALES_TRADING"."BANK_SALES_TRADING"."BITCOIN_PRICES"
  WHERE TO_DATE("market_date", 'DD-MM-YYYY') BETWEEN '2021-08-01' AND '2021-08-10'
),
"lagged_volume" AS (
  SELECT
    "ticker",
    "market_date",
    "volume_cleaned",
    LAG(IFF("volume_cleaned" = 0, NULL, "volume_cleaned"), 1) IGNORE NULLS OVER (PARTITION BY "ticker" ORDER BY "market_date") AS "previous_day_volume"
  FROM "parsed_volume"
)
SELECT
  "ticker",
  "market_date",
  ("volume_cleaned" - "previous_day_volume") / "previous_day_volume" * 100 AS "volume_percentage_change"
FROM "lagged_volume"
ORDER BY "ticker", "market_date"

-- case corpus-249 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf_bq341.sql | snowflake
-- finds: nothing
WITH transaction_addresses AS (
    SELECT
        "from_address",
        "to_address",
        CAST("value" AS NUMERIC) / 1000000 AS "value"
    FROM
        "CRYPTO"."CRYPTO_ETHEREUM"."TOKEN_TRANSFERS"
    WHERE
        "token_address" = '0xa92a861fc11b99b24296af880011b47f9cafb5ab'
),
out_addresses AS (
    SELECT
        "from_address",
        SUM(-1 * "value") AS "total_value"
    FROM
        transaction_addresses
    GROUP BY
        "from_address"
),
in_addresses AS (
    SELECT
        "to_address",
        SUM("value") AS "total_value"
    FROM
        transaction_addresses
    GROUP BY
        "to_address"
),
all_addresses AS (
    SELECT
        "from_address" AS "address",
        "total_value"
    FROM
        out_addresses
    UNION ALL
    SELECT
        "to_address" AS "address",
        "total_value"
    FROM
        in_addresses
)
SELECT
    "address"
FROM
    all_addresses
GROUP BY
    "address"
HAVING
    SUM("total_value") > 0
ORDER BY
    SUM("total_value") ASC
LIMIT 3

-- case corpus-250 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local209.sql | snowflake
-- finds: nothing
-- note: Doubtful: EXISTS is no scalar subquery.
WITH "top_store" AS (
    SELECT
        o."store_id"
    FROM "DELIVERY_CENTER"."DELIVERY_CENTER"."ORDERS" o
    GROUP BY o."store_id"
    ORDER BY COUNT(*) DESC, o."store_id"
    FETCH FIRST 1 ROW ONLY
)
SELECT
    ts."store_id",
    s."store_name",
    COUNT(*) AS "total_orders",
    SUM(
        CASE
            WHEN EXISTS (
                SELECT 1
                FROM "DELIVERY_CENTER"."DELIVERY_CENTER"."DELIVERIES" d
                WHERE d."delivery_order_id" = o."delivery_order_id"
                  AND d."delivery_status" = 'DELIVERED'
            ) THEN 1
            ELSE 0
        END
    ) AS "delivered_orders",
    SUM(
        CASE
            WHEN EXISTS (
                SELECT 1
                FROM "DELIVERY_CENTER"."DELIVERY_CENTER"."DELIVERIES" d
                WHERE d."delivery_order_id" = o."delivery_order_id"
                  AND d."delivery_status" = 'DELIVERED'
            ) THEN 1
            ELSE 0
        END
    )::FLOAT / COUNT(*) AS "delivered_ratio"
FROM "DELIVERY_CENTER"."DELIVERY_CENTER"."ORDERS" o
JOIN "top_store" ts
    ON o."store_id" = ts."store_id"
JOIN "DELIVERY_CENTER"."DELIVERY_CENTER"."STORES" s
    ON s."store_id" = ts."store_id"
GROUP BY
    ts."store_id",
    s."store_name"

-- case corpus-251 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq290.sql | bigquery
-- finds: nothing
-- note: The star stands in a common table expression or a subquery, not at the outermost level.
with
stations_selected as (
  select
    usaf,
    wban,
    country,
    name
  from
    `bigquery-public-data.noaa_gsod.stations`
  where
    country in ('US', 'UK')
),
data_filtered as (
  select
    gsod.*,
    stations.country
  from
    `bigquery-public-data.noaa_gsod.gsod2023` gsod
  join
    stations_selected stations
  on
    gsod.stn = stations.usaf
    and gsod.wban = stations.wban
  where
    date(gsod.date) between '2023-10-01' and '2023-10-31'
    and gsod.temp != 9999.9
),
-- US Metrics
us_metrics as (
  select
    date(date) as metric_date,
    avg(temp) as avg_temp_us,
    min(temp) as min_temp_us,
    max(temp) as max_temp_us
  from
    data_filtered
  where
    country = 'US'
  group by
    metric_date
),
-- UK Metrics
uk_metrics as (
  select
    date(date) as metric_date,
    avg(temp) as avg_temp_uk,
    min(temp) as min_temp_uk,
    max(temp) as max_temp_uk
  from
    data_filtered
  where
    country = 'UK'
  group by
    metric_date
),
-- Temperature Differences
temp_differences as (
  select
    us.metric_date,
    us.max_temp_us - uk.max_temp_uk as max_temp_diff,
    us.min_temp_us - uk.min_temp_uk as min_temp_diff,
    us.avg_temp_us - uk.avg_temp_uk as avg_temp_diff
  from
    us_metrics us
  join
    uk_metrics uk
  on
    us.metric_date = uk.metric_date
)
select
  metric_date,
  max_temp_diff,
  min_temp_diff,
  avg_temp_diff
from
  temp_differences
order by
  metric_date

-- case corpus-252 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq121.sql | snowflake
-- finds: nothing
-- traps: join-without-condition
-- note: The joined table has one row.
WITH
  ref AS (
    SELECT DATE '2021-10-01' AS "ref_date"
  ),
  users_base AS (
    SELECT
      "id" AS "user_id",
      CAST(TO_TIMESTAMP("creation_date" / 1000000.0) AS DATE) AS "creation_date_dt",
      "reputation"
    FROM "STACKOVERFLOW"."STACKOVERFLOW"."USERS"
  ),
  users_filtered AS (
    SELECT ub.*
    FROM users_base ub
    JOIN ref r ON 1=1
    WHERE ub."creation_date_dt" <= r."ref_date"
  ),
  users_years AS (
    SELECT
      "user_id",
      "creation_date_dt",
      "reputation",
      (DATEDIFF(year, "creation_date_dt", r."ref_date")
        - CASE WHEN DATEADD(year, DATEDIFF(year, "creation_date_dt", r."ref_date"), "creation_date_dt") > r."ref_date" THEN 1 ELSE 0 END
      ) AS "complete_years"
    FROM users_filtered uf
    JOIN ref r ON 1=1
  ),
  badges_per_user AS (
    SELECT
      "user_id",
      COUNT(*) AS "num_badges"
    FROM "STACKOVERFLOW"."STACKOVERFLOW"."BADGES"
    GROUP BY "user_id"
  )
SELECT
  uy."complete_years" AS "complete_years",
  COALESCE(CAST(AVG(uy."reputation") AS FLOAT), 0) AS "avg_reputation",
  COALESCE(CAST(AVG(COALESCE(b."num_badges", 0)) AS FLOAT), 0) AS "avg_badges",
  COUNT(*) AS "user_count"
FROM users_years uy
LEFT JOIN badges_per_user b
  ON uy."user_id" = b."user_id"
GROUP BY uy."complete_years"
ORDER BY uy."complete_years" ASC

-- case corpus-253 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf040.sql | snowflake
-- finds: nothing
-- traps: select-star
WITH zip_areas AS (
    SELECT
        geo.geo_id,
        geo.geo_name AS zip,
        states.related_geo_name AS state,
        countries.related_geo_name AS country,
        ST_AREA(TRY_TO_GEOGRAPHY(value)) AS area
    FROM US_ADDRESSES__POI.CYBERSYN.geography_index AS geo
    JOIN US_ADDRESSES__POI.CYBERSYN.geography_relationships AS states
        ON (geo.geo_id = states.geo_id AND states.related_level = 'State')
    JOIN US_ADDRESSES__POI.CYBERSYN.geography_relationships AS countries
        ON (geo.geo_id = countries.geo_id AND countries.related_level = 'Country')
    JOIN US_ADDRESSES__POI.CYBERSYN.geography_characteristics AS chars
        ON (geo.geo_id = chars.geo_id AND chars.relationship_type = 'coordinates_geojson')
    WHERE geo.level = 'CensusZipCodeTabulationArea'
),
zip_area_ranks AS (
    SELECT
        *,
        ROW_NUMBER() OVER (PARTITION BY country, state ORDER BY area DESC, geo_id) AS zip_area_rank
    FROM zip_areas
)
SELECT addr.number, addr.street, addr.street_type
FROM US_ADDRESSES__POI.CYBERSYN.us_addresses AS addr
JOIN zip_area_ranks AS areas
    ON (addr.id_zip = areas.geo_id)
WHERE addr.state = 'FL' AND areas.country = 'United States' AND areas.zip_area_rank = 1
ORDER BY LATITUDE DESC
LIMIT 10

-- case corpus-254 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq232.sql | bigquery
-- finds: ordinal-reference, useless-order
-- note: One query of the statement counts positions, the other one names columns.
WITH borough_data AS (
    SELECT
        year,
        month,
        borough,
        major_category,
        minor_category,
        SUM(value) AS total,
    CASE
        WHEN
            major_category = 'Theft and Handling'
        THEN
            'Theft and Handling'
        ELSE
            'Other'
    END AS major_division,
    CASE
        WHEN
            minor_category = 'Other Theft' THEN minor_category
        ELSE
            'Other'
    END AS minor_division,
    FROM
        bigquery-public-data.london_crime.crime_by_lsoa
    GROUP BY 1,2,3,4,5
    ORDER BY 1,2
)
SELECT year, SUM(total) AS year_total
FROM borough_data
WHERE
    borough = 'Westminster'
AND
    major_division != 'Other'
AND
    minor_division != 'Other'
GROUP BY year, major_division, minor_division
ORDER BY year

-- case corpus-255 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq395.sql | bigquery
-- finds: nothing
-- traps: ungrouped-column
WITH homeless_2015 AS (
  SELECT Unsheltered_Homeless AS U15, SUBSTR(CoC_Number, 0, 2) as State_Abbr
  FROM `bigquery-public-data.sdoh_hud_pit_homelessness.hud_pit_by_coc`
  WHERE Count_Year = 2015
),
homeless_2018 AS (
  SELECT Unsheltered_Homeless AS U18, SUBSTR(CoC_Number, 0, 2) as State_Abbr
  FROM `bigquery-public-data.sdoh_hud_pit_homelessness.hud_pit_by_coc`
  WHERE Count_Year = 2018
),
unsheltered_change AS (
  SELECT homeless_2018.State_Abbr,
         SUM(U15) AS Unsheltered_2015,
         SUM(U18) AS Unsheltered_2018,
         (SUM(U18) - SUM(U15)) / SUM(U15) * 100 AS Percent_Change
  FROM homeless_2018
  JOIN homeless_2015
  ON homeless_2018.State_Abbr = homeless_2015.State_Abbr
  GROUP BY State_Abbr
),
average_change AS (
  SELECT AVG(Percent_Change) AS Avg_Change
  FROM unsheltered_change
),
closest_to_avg AS (
  SELECT State_Abbr
  FROM unsheltered_change, average_change
  ORDER BY ABS(Percent_Change - Avg_Change)
  LIMIT 5
)
SELECT State_Abbr FROM closest_to_avg

-- case corpus-256 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq359.sql | snowflake
-- finds: nothing
-- traps: comma-join
WITH js_flattened AS (
  SELECT
    "repo_name",
    f.value:"name"::STRING AS "lang",
    TRY_CAST(f.value:"bytes"::STRING AS NUMBER) AS "bytes"
  FROM GITHUB_REPOS.GITHUB_REPOS.LANGUAGES,
       LATERAL FLATTEN(INPUT => "language") f
),
primary_lang AS (
  SELECT
    "repo_name",
    "lang",
    "bytes",
    ROW_NUMBER() OVER (
      PARTITION BY "repo_name"
      ORDER BY "bytes" DESC NULLS LAST, "lang" ASC
    ) AS "rn"
  FROM js_flattened
),
js_primary_repos AS (
  SELECT
    "repo_name"
  FROM primary_lang
  WHERE "rn" = 1
    AND LOWER("lang") = 'javascript'
),
commits_agg AS (
  SELECT
    "repo_name",
    COUNT(DISTINCT "commit") AS "commit_count"
  FROM GITHUB_REPOS.GITHUB_REPOS.SAMPLE_COMMITS
  WHERE "repo_name" IS NOT NULL
  GROUP BY "repo_name"
)
SELECT
  j."repo_name" AS "repo_name",
  c."commit_count" AS "commit_count"
FROM js_primary_repos j
JOIN commits_agg c
  ON j."repo_name" = c."repo_name"
ORDER BY
  c."commit_count" DESC NULLS LAST,
  j."repo_name" ASC
LIMIT 2

-- case corpus-257 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq172.sql | bigquery
-- finds: nothing
-- traps: limit-without-order
WITH ny_top_drug AS (
  SELECT
    drug_name AS drug_name,
    ROUND(SUM(total_claim_count)) AS total_claim_count
  FROM
    `bigquery-public-data.cms_medicare.part_d_prescriber_2014`
  WHERE
    nppes_provider_state = 'NY'
  GROUP BY
    drug_name
  ORDER BY
    total_claim_count DESC
  LIMIT 1
),
top_5_states AS (
  SELECT
    nppes_provider_state AS state,
    SUM(total_claim_count) AS total_claim_count,
    SUM(total_drug_cost) AS total_drug_cost
  FROM
    `bigquery-public-data.cms_medicare.part_d_prescriber_2014`
  WHERE
    drug_name = (SELECT drug_name FROM ny_top_drug)
  GROUP BY
    state
  ORDER BY
    total_claim_count DESC
  LIMIT 5
)
SELECT
  state,
  total_claim_count,
  total_drug_cost
FROM
  top_5_states

-- case corpus-258 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq119.sql | bigquery
-- finds: nothing
-- note: The star stands in a common table expression or a subquery, not at the outermost level.
WITH hurricane_geometry AS (
  SELECT
    * EXCEPT (longitude, latitude),
    ST_GEOGPOINT(longitude, latitude) AS geom,
  FROM
    `bigquery-public-data.noaa_hurricanes.hurricanes`
  WHERE
    season = '2020'
    AND basin = 'NA'
    AND name != 'NOT NAMED'
),
dist_between_points AS (
  SELECT
    sid,
    name,
    season,
    iso_time,
    usa_wind,
    geom,
    ST_DISTANCE(geom, LAG(geom, 1) OVER (PARTITION BY sid ORDER BY iso_time ASC)) / 1000 AS dist
  FROM
    hurricane_geometry
),
total_distances AS (
  SELECT
    sid,
    name,
    season,
    iso_time,
    usa_wind,
    geom,
    SUM(dist) OVER (PARTITION BY sid ORDER BY iso_time ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cumulative_distance,
    SUM(dist) OVER (PARTITION BY sid) AS total_dist
  FROM
    dist_between_points
),
ranked_hurricanes AS (
  SELECT
    *,
    DENSE_RANK() OVER (ORDER BY total_dist DESC) AS dense_rank
  FROM
    total_distances
)
SELECT
  geom,cumulative_distance,usa_wind
FROM
  ranked_hurricanes
WHERE
  dense_rank = 3
ORDER BY
cumulative_distance

-- case corpus-259 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__local008.sql | sqlite
-- finds: nothing
WITH player_stats AS (
    SELECT
        b.player_id,
        p.name_given AS player_name,
        SUM(b.g) AS games_played,
        SUM(b.r) AS runs,
        SUM(b.h) AS hits,
        SUM(b.hr) AS home_runs
    FROM player p
    JOIN batting b ON p.player_id = b.player_id
    GROUP BY b.player_id, p.name_given
)
SELECT 'Games Played' AS Category, player_name AS Player_Name, games_played AS Batting_Table_Topper
FROM player_stats
WHERE games_played = (SELECT MAX(games_played) FROM player_stats)
UNION ALL
SELECT 'Runs' AS Category, player_name AS Player_Name, runs AS Batting_Table_Topper
FROM player_stats
WHERE runs = (SELECT MAX(runs) FROM player_stats)
UNION ALL
SELECT 'Hits' AS Category, player_name AS Player_Name, hits AS Batting_Table_Topper
FROM player_stats
WHERE hits = (SELECT MAX(hits) FROM player_stats)
UNION ALL
SELECT 'Home Runs' AS Category, player_name AS Player_Name, home_runs AS Batting_Table_Topper
FROM player_stats
WHERE home_runs = (SELECT MAX(home_runs) FROM player_stats)

-- case corpus-260 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local218.sql | snowflake
-- finds: nothing
WITH team_goals_by_season AS (
  -- Get goals scored by each team in each season (as home team)
  SELECT
    "home_team_api_id" AS "team_api_id",
    "season",
    SUM("home_team_goal") AS "goals"
  FROM "EU_SOCCER"."EU_SOCCER"."MATCH"
  GROUP BY "home_team_api_id", "season"
  UNION ALL
  -- Get goals scored by each team in each season (as away team)
  SELECT
    "away_team_api_id" AS "team_api_id",
    "season",
    SUM("away_team_goal") AS "goals"
  FROM "EU_SOCCER"."EU_SOCCER"."MATCH"
  GROUP BY "away_team_api_id", "season"
),
total_goals_per_team_season AS (
  -- Combine home and away goals for each team in each season
  SELECT
    "team_api_id",
    "season",
    SUM("goals") AS "total_goals"
  FROM team_goals_by_season
  GROUP BY "team_api_id", "season"
),
max_goals_per_team AS (
  -- Find the maximum goals for each team across all seasons
  SELECT
    "team_api_id",
    MAX("total_goals") AS "max_season_goals"
  FROM total_goals_per_team_season
  GROUP BY "team_api_id"
)
-- Calculate the median of the maximum season goals
SELECT
  MEDIAN("max_season_goals") AS "median_of_highest_season_goals"
FROM max_goals_per_team

-- case corpus-261 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq153.sql | snowflake
-- finds: leading-wildcard
-- note: Doubtful: the pattern stands in a negation.
WITH PatientAvg AS (
    SELECT
        T1."bcr_patient_barcode",
        T1."icd_o_3_histology",
        AVG(LOG(10, T2."normalized_count" + 1)) AS AvgLogExpression
    FROM "PANCANCER_ATLAS_1"."PANCANCER_ATLAS_FILTERED"."CLINICAL_PANCAN_PATIENT_WITH_FOLLOWUP_FILTERED" AS T1
    JOIN "PANCANCER_ATLAS_1"."PANCANCER_ATLAS_FILTERED"."EBPP_ADJUSTPANCAN_ILLUMINAHISEQ_RNASEQV2_GENEXP_FILTERED" AS T2
        ON T1."bcr_patient_barcode" = T2."ParticipantBarcode"
    WHERE
        T1."acronym" = 'LGG'
        AND T2."Symbol" = 'IGF2'
        AND T1."icd_o_3_histology" IS NOT NULL
        AND NOT (T1."icd_o_3_histology" LIKE '[%' AND T1."icd_o_3_histology" LIKE '%]')
    GROUP BY
        T1."bcr_patient_barcode",
        T1."icd_o_3_histology"
)
SELECT
    "icd_o_3_histology",
    AVG(AvgLogExpression)
FROM PatientAvg
GROUP BY
    "icd_o_3_histology"

-- case corpus-262 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq009.sql | bigquery
-- finds: ordinal-reference
-- note: One query of the statement counts positions, the others name columns.
WITH MONTHLY_REVENUE AS (
    SELECT
        FORMAT_DATE("%Y%m", PARSE_DATE("%Y%m%d", date)) AS month,
        trafficSource.source AS source,
        ROUND(SUM(totals.totalTransactionRevenue) / 1000000, 2) AS revenue
    FROM `bigquery-public-data.google_analytics_sample.ga_sessions_2017*`
    GROUP BY 1, 2
),
YEARLY_REVENUE AS (
    SELECT
        source,
        SUM(revenue) AS total_revenue
    FROM MONTHLY_REVENUE
    GROUP BY source
),
TOP_SOURCE AS (
    SELECT
        source
    FROM YEARLY_REVENUE
    ORDER BY total_revenue DESC
    LIMIT 1
),
SOURCE_MONTHLY_REVENUE AS (
    SELECT
        month,
        source,
        revenue
    FROM MONTHLY_REVENUE
    WHERE source IN (SELECT source FROM TOP_SOURCE)
),
REVENUE_DIFF AS (
    SELECT
        source,
        ROUND(MAX(revenue), 2) AS max_revenue,
        ROUND(MIN(revenue), 2) AS min_revenue,
        ROUND(MAX(revenue) - MIN(revenue), 2) AS diff_revenue
    FROM SOURCE_MONTHLY_REVENUE
    GROUP BY source
)
SELECT
    source,
    diff_revenue
FROM REVENUE_DIFF

-- case corpus-263 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_local244.sql | snowflake
-- finds: nothing
WITH stats AS (
    SELECT
        MIN("Milliseconds") / 60000.0 AS min_length,
        AVG("Milliseconds") / 60000.0 AS avg_length,
        MAX("Milliseconds") / 60000.0 AS max_length
    FROM "MUSIC"."MUSIC"."TRACK"
),
track_lengths AS (
    SELECT
        "TrackId",
        "Milliseconds" / 60000.0 AS length_minutes
    FROM "MUSIC"."MUSIC"."TRACK"
),
revenue AS (
    SELECT
        "TrackId",
        SUM("UnitPrice" * "Quantity") AS track_revenue
    FROM "MUSIC"."MUSIC"."INVOICELINE"
    GROUP BY "TrackId"
),
track_data AS (
    SELECT
        tl."TrackId",
        tl.length_minutes,
        COALESCE(rv.track_revenue, 0) AS track_revenue,
        st.min_length,
        st.avg_length,
        st.max_length,
        (st.min_length + st.avg_length) / 2 AS lower_midpoint,
        (st.avg_length + st.max_length) / 2 AS upper_midpoint
    FROM track_lengths tl
    CROSS JOIN stats st
    LEFT JOIN revenue rv ON tl."TrackId" = rv."TrackId"
)
SELECT
    CASE
        WHEN length_minutes < lower_midpoint THEN 'short'
        WHEN length_minutes < upper_midpoint THEN 'medium'
        ELSE 'long'
    END AS category,
    MIN(length_minutes) AS min_minutes,
    MAX(length_minutes) AS max_minutes,
    SUM(track_revenue) AS total_revenue
FROM track_data
GROUP BY category
ORDER BY category

-- case corpus-264 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq158.sql | snowflake
-- finds: nothing
WITH clinical_brca AS (
  SELECT DISTINCT
    c."bcr_patient_barcode" AS "ParticipantBarcode",
    c."histological_type"
  FROM "PANCANCER_ATLAS_1"."PANCANCER_ATLAS_FILTERED"."CLINICAL_PANCAN_PATIENT_WITH_FOLLOWUP_FILTERED" c
  WHERE c."acronym" = 'BRCA'
    AND c."histological_type" IS NOT NULL
),
brca_patients AS (
  SELECT DISTINCT
    m."ParticipantBarcode"
  FROM "PANCANCER_ATLAS_1"."PANCANCER_ATLAS_FILTERED"."MC3_MAF_V5_ONE_PER_TUMOR_SAMPLE" m
  WHERE m."Study" = 'BRCA'
),
denom_hist AS (
  SELECT
    p."ParticipantBarcode",
    cb."histological_type"
  FROM brca_patients p
  JOIN clinical_brca cb
    ON p."ParticipantBarcode" = cb."ParticipantBarcode"
),
cdh1_mutants AS (
  SELECT DISTINCT
    m."ParticipantBarcode"
  FROM "PANCANCER_ATLAS_1"."PANCANCER_ATLAS_FILTERED"."MC3_MAF_V5_ONE_PER_TUMOR_SAMPLE" m
  WHERE m."Study" = 'BRCA'
    AND m."Hugo_Symbol" = 'CDH1'
)
SELECT
  dh."histological_type" AS "histological_type",
  COUNT(DISTINCT CASE WHEN cm."ParticipantBarcode" IS NOT NULL THEN dh."ParticipantBarcode" END) AS "mutated_cases",
  COUNT(DISTINCT dh."ParticipantBarcode") AS "total_cases",
  100.0 * COUNT(DISTINCT CASE WHEN cm."ParticipantBarcode" IS NOT NULL THEN dh."ParticipantBarcode" END)
    / NULLIF(COUNT(DISTINCT dh."ParticipantBarcode"), 0) AS "cdh1_mutation_percentage"
FROM denom_hist dh
LEFT JOIN cdh1_mutants cm
  ON dh."ParticipantBarcode" = cm."ParticipantBarcode"
GROUP BY dh."histological_type"
ORDER BY "cdh1_mutation_percentage" DESC
LIMIT 5

-- case corpus-265 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq265.sql | snowflake
-- finds: nothing
WITH users_2019 AS (
  SELECT "id" AS "user_id", "email"
  FROM THELOOK_ECOMMERCE.THELOOK_ECOMMERCE.USERS
  WHERE TO_TIMESTAMP_NTZ("created_at" / 1000000.0) >= TO_TIMESTAMP_NTZ('2019-01-01')
    AND TO_TIMESTAMP_NTZ("created_at" / 1000000.0) < TO_TIMESTAMP_NTZ('2020-01-01')
),
orders_2019 AS (
  SELECT "order_id", "user_id"
  FROM THELOOK_ECOMMERCE.THELOOK_ECOMMERCE.ORDERS
  WHERE TO_TIMESTAMP_NTZ("created_at" / 1000000.0) >= TO_TIMESTAMP_NTZ('2019-01-01')
    AND TO_TIMESTAMP_NTZ("created_at" / 1000000.0) < TO_TIMESTAMP_NTZ('2020-01-01')
    AND "status" NOT IN ('Cancelled','Returned')
),
order_items_valid AS (
  SELECT "order_id", "sale_price"
  FROM THELOOK_ECOMMERCE.THELOOK_ECOMMERCE.ORDER_ITEMS
  WHERE "status" NOT IN ('Cancelled','Returned')
    AND "sale_price" IS NOT NULL
),
per_order_revenue AS (
  SELECT o."order_id", o."user_id",
         SUM(oi."sale_price") AS "order_revenue"
  FROM orders_2019 o
  JOIN order_items_valid oi
    ON o."order_id" = oi."order_id"
  GROUP BY o."order_id", o."user_id"
),
per_user AS (
  SELECT por."user_id",
         SUM(por."order_revenue") AS "total_revenue",
         COUNT(DISTINCT por."order_id") AS "order_count",
         SUM(por."order_revenue") / NULLIF(COUNT(DISTINCT por."order_id"), 0) AS "aov"
  FROM per_order_revenue por
  GROUP BY por."user_id"
)
SELECT u."email" AS "email"
FROM users_2019 u
JOIN per_user p
  ON u."user_id" = p."user_id"
ORDER BY p."aov" DESC NULLS LAST, u."email" ASC
LIMIT 10

-- case corpus-266 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq289.sql | snowflake
-- finds: nothing
-- traps: comma-join, join-condition-in-where
WITH philly_amenities AS (
    SELECT
        "p"."osm_id",
        TO_GEOGRAPHY("p"."geometry") AS "geo"
    FROM
        "GEO_OPENSTREETMAP_CENSUS_PLACES"."GEO_US_CENSUS_PLACES"."PLACES_PENNSYLVANIA" AS "pa"
    JOIN
        "GEO_OPENSTREETMAP_CENSUS_PLACES"."GEO_OPENSTREETMAP"."PLANET_FEATURES_POINTS" AS "p"
        ON ST_CONTAINS(TO_GEOGRAPHY("pa"."place_geom"), TO_GEOGRAPHY("p"."geometry"))
    , TABLE(FLATTEN("p"."all_tags")) AS "t"
    WHERE
        "pa"."place_name" = 'Philadelphia'
        AND "t"."VALUE":"key"::STRING = 'amenity'
        AND "t"."VALUE":"value"::STRING IN ('library', 'place_of_worship', 'community_centre')
)
SELECT
    MIN(ST_DISTANCE("a1"."geo", "a2"."geo"))
FROM
    philly_amenities AS "a1"
CROSS JOIN
    philly_amenities AS "a2"
WHERE
    "a1"."osm_id" < "a2"."osm_id"

-- case corpus-267 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq347.sql | snowflake
-- finds: nothing
WITH "TARGET_SERIES" AS (
    SELECT '1.3.6.1.4.1.14519.5.2.1.3671.4754.105976129314091491952445656147' AS "SeriesInstanceUID"
    UNION
    SELECT DISTINCT "SeriesInstanceUID"
    FROM "IDC"."IDC_V17"."SEGMENTATIONS"
    WHERE "segmented_SeriesInstanceUID" = '1.3.6.1.4.1.14519.5.2.1.3671.4754.105976129314091491952445656147'
),
"COUNTS" AS (
    SELECT
        "Modality",
        COUNT(*) AS "SOP_Instance_Count"
    FROM "IDC"."IDC_V17"."DICOM_ALL"
    WHERE "SeriesInstanceUID" IN (
        SELECT "SeriesInstanceUID" FROM "TARGET_SERIES"
    )
    GROUP BY "Modality"
)
SELECT "Modality", "SOP_Instance_Count"
FROM "COUNTS"
QUALIFY ROW_NUMBER() OVER (ORDER BY "SOP_Instance_Count" DESC, "Modality") = 1

-- case corpus-268 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq204.sql | bigquery
-- finds: nothing
-- traps: reserved-word
SELECT user
FROM (
Select user
      From `bigquery-public-data.eclipse_megamovie.photos_v_0_1`
      UNION ALL
      Select user
      From`bigquery-public-data.eclipse_megamovie.photos_v_0_2`
      UNION ALL
      Select user
      From`bigquery-public-data.eclipse_megamovie.photos_v_0_3`
)
GROUP BY user
HAVING COUNT (user)=(
SELECT MAX(mycount)
FROM (
SELECT user, COUNT(user) mycount
FROM (
Select user
      From `bigquery-public-data.eclipse_megamovie.photos_v_0_1`
      UNION ALL
      Select user
      From`bigquery-public-data.eclipse_megamovie.photos_v_0_2`
      UNION ALL
      Select user
      From`bigquery-public-data.eclipse_megamovie.photos_v_0_3`
)
GROUP BY user))
ORDER BY COUNT(user)
LIMIT 1

-- case corpus-269 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq185.sql | bigquery
-- finds: date-bound-on-time
-- note: The star stands in a common table expression or a subquery, not at the outermost level.
SELECT
    AVG(TIMESTAMP_DIFF(dropoff_datetime, pickup_datetime, SECOND) / 60.0) AS average_trip_duration_in_minutes
FROM
(
    SELECT *
    FROM `bigquery-public-data.new_york_taxi_trips.tlc_yellow_trips_2016` t
    WHERE
        pickup_datetime BETWEEN '2016-02-01' AND '2016-02-07' AND
        dropoff_datetime BETWEEN '2016-02-01' AND '2016-02-07' AND
        TIMESTAMP_DIFF(dropoff_datetime, pickup_datetime, SECOND) > 0 AND
        passenger_count > 3 AND
        trip_distance >= 10
) t
INNER JOIN `bigquery-public-data.new_york_taxi_trips.taxi_zone_geom` tz
ON t.pickup_location_id = tz.zone_id
INNER JOIN `bigquery-public-data.new_york_taxi_trips.taxi_zone_geom` tz1
ON t.dropoff_location_id = tz1.zone_id
WHERE
    tz.borough = "Brooklyn" AND
    tz1.borough = "Brooklyn"

-- case corpus-270 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq275.sql | bigquery
-- finds: reserved-word
-- note: transaction is chosen as an alias.
WITH
  visit AS (
    SELECT fullvisitorid, MIN(date) AS date_first_visit
    FROM `bigquery-public-data.google_analytics_sample.ga_sessions_*`
    GROUP BY fullvisitorid
  ),
  transactions AS (
    SELECT fullvisitorid, MIN(date) AS date_transactions, 1 AS transaction
    FROM `bigquery-public-data.google_analytics_sample.ga_sessions_*` AS ga,
    UNNEST(ga.hits) AS hits
    WHERE hits.transaction.transactionId IS NOT NULL
    GROUP BY fullvisitorid
  ),
  device_transactions AS (
    SELECT DISTINCT fullvisitorid, date, device.deviceCategory AS device_transaction
    FROM `bigquery-public-data.google_analytics_sample.ga_sessions_*` AS ga,
    UNNEST(ga.hits) AS hits
    WHERE hits.transaction.transactionId IS NOT NULL
  ),
  visits_transactions AS (
    SELECT visit.fullvisitorid, date_first_visit, date_transactions, device_transaction
    FROM visit
    LEFT JOIN transactions ON visit.fullvisitorid = transactions.fullvisitorid
    LEFT JOIN device_transactions ON visit.fullvisitorid = device_transactions.fullvisitorid
    AND transactions.date_transactions = device_transactions.date
  )
SELECT fullvisitorid
FROM visits_transactions
WHERE DATE_DIFF(PARSE_DATE('%Y%m%d', date_transactions), PARSE_DATE('%Y%m%d', date_first_visit), DAY) > 0
AND device_transaction = "mobile"

-- case corpus-271 | spider2-gold/spider2-snow__evaluation_suite__gold__sql__sf_bq182.sql | snowflake
-- finds: nothing
-- traps: having-without-aggregate
WITH primary_languages AS (
    SELECT
        "repo_name",
        lang_data.value:"name"::string as primary_language,
        ROW_NUMBER() OVER (PARTITION BY "repo_name" ORDER BY lang_data.value:"bytes"::int DESC) as rn
    FROM GITHUB_REPOS_DATE.GITHUB_REPOS.LANGUAGES,
         TABLE(FLATTEN(PARSE_JSON("language"))) as lang_data
    WHERE "language" != '[]'
),
primary_lang_only AS (
    SELECT "repo_name", primary_language
    FROM primary_languages
    WHERE rn = 1
),
pull_requests_jan18 AS (
    SELECT
        "repo":"name"::string as repo_name,
        COUNT(*) as pr_count
    FROM GITHUB_REPOS_DATE.YEAR._2023
    WHERE "type" = 'PullRequestEvent'
        AND "created_at" >= 1674009600000000  -- 2023-01-18 00:00:00 UTC
        AND "created_at" < 1674096000000000   -- 2023-01-19 00:00:00 UTC
    GROUP BY "repo":"name"::string
)
SELECT
    plo.primary_language,
    SUM(pr.pr_count) as total_pr_events
FROM primary_lang_only plo
JOIN pull_requests_jan18 pr ON plo."repo_name" = pr.repo_name
GROUP BY plo.primary_language
HAVING total_pr_events >= 5
ORDER BY total_pr_events DESC

-- case corpus-272 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__sf002.sql | snowflake
-- finds: nothing
WITH big_banks AS (
    SELECT id_rssd
    FROM FINANCE__ECONOMICS.CYBERSYN.financial_institution_timeseries
    WHERE variable = 'ASSET'
      AND date = '2022-12-31'
      AND value > 1E10
)
SELECT name
FROM FINANCE__ECONOMICS.CYBERSYN.financial_institution_timeseries AS ts
INNER JOIN FINANCE__ECONOMICS.CYBERSYN.financial_institution_attributes AS att ON (ts.variable = att.variable)
INNER JOIN FINANCE__ECONOMICS.CYBERSYN.financial_institution_entities AS ent ON (ts.id_rssd = ent.id_rssd)
INNER JOIN big_banks ON (big_banks.id_rssd = ts.id_rssd)
WHERE ts.date = '2022-12-31'
  AND att.variable_name = '% Insured (Estimated)'
  AND att.frequency = 'Quarterly'
  AND ent.is_active = True
ORDER BY (1 - value) DESC
LIMIT 10

-- case corpus-273 | spider2-gold/spider2-lite__evaluation_suite__gold__sql__bq053.sql | bigquery
-- finds: reserved-word, useless-order
-- note: change is chosen as an alias.
SELECT
  c.fall_color,
  SUM(d.count_growth) AS change
FROM (
  SELECT
    fall_color,
    UPPER(species_scientific_name) AS latin
  FROM
    `bigquery-public-data.new_york.tree_species`)c
JOIN (
  SELECT
    IFNULL(a.upper_latin,
      b.upper_latin) AS latin,
    (IFNULL(count_2015,
        0)-IFNULL(count_1995,
        0)) AS count_growth
  FROM (
    SELECT
      UPPER(spc_latin) AS upper_latin,
      spc_common,
      COUNT(*) AS count_2015
    FROM
      `bigquery-public-data.new_york.tree_census_2015`
    WHERE
      status="Alive"
    GROUP BY
      spc_latin,
      spc_common)a
  FULL OUTER JOIN (
    SELECT
      UPPER(spc_latin) AS upper_latin,
      COUNT(*) AS count_1995
    FROM
      `bigquery-public-data.new_york.tree_census_1995`
    WHERE
      status !="Dead"
    GROUP BY
      spc_latin)b
  ON
    a.upper_latin=b.upper_latin
  ORDER BY
    count_growth DESC)d
ON
  d.latin=c.latin
GROUP BY
  fall_color
ORDER BY
  change DESC
