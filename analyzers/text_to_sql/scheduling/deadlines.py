"""When a stage should be done, so that its question is done in time."""


def stage_deadline(now: float, question_start: float, slo: float, seconds: float, later: float) -> float:
    """Return when a stage that begins now should be done.

    What is left of the `slo` seconds of its question is shared out by how long this stage (`seconds`) and all `later`
    ones are expected to take, as HEXGEN-TEXT2SQL does (arXiv 2505.05286). Where nothing is left, that lies in the past.
    """
    left = question_start + slo - now
    expected = seconds + later
    return now + (left * seconds / expected if expected else left)
