"""A state of the ticket-booking model in which three people and a train exist."""

from model_parts import CLOCK

from weft.dsl.expressions import Value
from weft.dsl.interpreter.interpreter import Interpreter
from weft.dsl.interpreter.outcomes import Person
from weft.dsl.interpreter.state import State

ANN, BOB, CARL = Person("Customer", "Ann"), Person("Customer", "Bob"), Person("Clerk", "Carl")


def _insert_person(interpreter: Interpreter, state: State, who: Person) -> None:
    values = {"name": who.key, "email": f"{who.key}@example.org", "password": "secret"}
    interpreter.effects.insert(state, interpreter.index.entities[who.role], values)


def initial(interpreter: Interpreter, seats_left: int = 2) -> State:
    state = interpreter.initial_state()
    for who in (ANN, BOB, CARL):
        _insert_person(interpreter, state, who)
    train: dict[str, Value] = {
        "number": "G1",
        "origin": "Beijing",
        "destination": "Shanghai",
        "departs": CLOCK.replace(day=22),
        "seats_left": seats_left,
        "price": 55300,
    }
    interpreter.effects.insert(state, interpreter.index.entities["Train"], train)
    return state
