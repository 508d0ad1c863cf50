"""Prints all candidates for questions about the shop, whose database is made in the folder that is named."""

import sys
from pathlib import Path

from shop import SCHEMA, shop_database

from weft.analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from weft.analyzers.text_to_sql.question import Question

QUESTIONS = (
    "Which customers from Paris are older than 30?",
    "What are the names and total amounts of the customers who ordered a lamp, sorted by name?",
)

if __name__ == "__main__":
    pipeline = OfflinePipeline()
    with shop_database(Path(sys.argv[1])) as database:
        for question in QUESTIONS:
            for candidate in pipeline.attempt(Question(question, SCHEMA), database).candidates:
                print(candidate.confidence, candidate.sql)
