"""Three questions written in a real browser by the keyboard alone, with the preview going along."""

from playwright.sync_api import Page, expect

from tests.support.people import Teacher

FOCUS = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"


class Keys:
    """What a teacher does who never touches the mouse; after each step the focus can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def press(self, key: str, times: int = 1) -> None:
        """Press a key."""
        for _time in range(times):
            self.page.keyboard.press(key)

    def tab_to(self, selector: str) -> None:
        """Tab until it has the focus."""
        for _press in range(60):
            self.press("Tab")
            if self.page.locator(f"{selector}:focus").count():
                break
        self.stands(selector)

    def stands(self, selector: str) -> None:
        """It has the focus, and one sees that."""
        expect(self.page.locator(selector)).to_be_focused()
        if not self.page.evaluate(FOCUS):
            self.unseen.append(selector)

    def types(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)


def test_three_questions_are_written_without_a_mouse(teacher: Teacher):
    page, complaints = teacher.page, list[str]()
    keys = Keys(page)
    page.goto(f"{teacher.url}/quizzes/")
    page.on("console", lambda message: complaints.append(message.text))
    keys.tab_to("#field-title")
    keys.types("Geography")
    keys.press("Enter")
    keys.tab_to("a[href$='kind=single']")
    keys.press("Enter")
    _by_enter(keys)
    _by_tab(keys)
    _poll(keys)
    page.goto(page.url.split("questions/")[0])
    asked = [" ".join(each.split()) for each in page.locator(".questions > li > div:nth-child(2)").all_inner_texts()]
    assert asked == [
        "Capital of France? Single choice 20 s weight 2",
        "Longest river? Single choice 20 s weight 2",
        "Tea? Single choice, poll 20 s",
    ]
    assert (keys.unseen, complaints) == ([], [])


def _by_enter(keys: Keys) -> None:
    """Enter from choice to choice, an empty one to the marks; limit and weight are set once."""
    keys.stands("#field-text")
    keys.types("Capital of *France*?")
    keys.tab_to("#choice-1")
    for number, choice in enumerate(["Lyon", "Nice", "Paris"], start=2):
        keys.types(choice)
        keys.press("Enter")
        keys.stands(f"#choice-{number}")
    expect(keys.page.locator("#shown .question em").first).to_have_text("France")
    expect(keys.page.locator("#shown .play .opt-3")).to_contain_text("Paris")
    keys.tab_to("#field-seconds")
    keys.types("20")
    keys.tab_to("#field-weight")
    keys.press("Backspace")
    keys.types("2")
    keys.press("Enter")  # nothing new: to the marks
    keys.stands("#right-1")
    keys.press("ArrowDown", 2)
    expect(keys.page.locator("#shown .bar.correct")).to_contain_text("Paris")
    keys.press("Enter")


def _by_tab(keys: Keys) -> None:
    """Tab from field to field, then up or down through the marks."""
    expect(keys.page.locator(".messages")).to_have_text("Question 1 is saved.")
    keys.stands("#field-text")
    keys.types("Longest river?")
    for choice in ("Nile", "Rhine"):
        keys.press("Tab")
        keys.types(choice)
    keys.tab_to("input[name=right][value='']")  # "None is right"
    keys.press("ArrowDown")
    keys.press("Enter")


def _poll(keys: Keys) -> None:
    """Nothing is marked."""
    expect(keys.page.locator(".messages")).to_have_text("Question 2 is saved.")
    keys.stands("#field-text")
    keys.types("Tea?")
    keys.press("Tab")
    for number, choice in enumerate(["Yes", "No"], start=2):
        keys.types(choice)
        keys.press("Enter")
        keys.stands(f"#choice-{number}")
    keys.press("Enter")
    keys.stands("#right-1")
    keys.press("Enter")
    expect(keys.page.locator(".messages")).to_have_text("Question 3 is saved.")
