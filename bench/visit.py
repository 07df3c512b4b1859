"""A whole visit, from the card's address to the finish: the server's time for it, and what a real browser fetches."""

import re
import statistics

from bench import pupil
from bench.browser import Browser
from bench.chromium import chromium, Load, Tablet
from bench.processes import Server, turns
from bench.school import School

NAMED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]*? src)="([^"]+)"')
WITHOUT = "the HTTP client, since there is no Chromium here: no font, no paint"


def measure(server: Server, school: School, times: int) -> dict:
    """Everything about a visit; without Chromium the bytes are those of the HTTP client."""
    told = walk(server, school, times)
    with chromium() as browser:
        return told | (watch(browser, server, school) if browser else follow(server, school))


def walk(server: Server, school: School, times: int) -> dict:
    """Whole visits over HTTP, with the stylesheets and scripts in the cache."""
    seconds, requests, cpu, questions = [], [], [], 0
    for card, _ in zip(school.next_cards(times), turns(times, 10), strict=False):
        browser = Browser(server.port, {"tablet": school.tablets[0]})
        before, questions = server.figures()["cpu"], 0
        page = pupil.begin(browser, card)
        while pupil.is_question(page):
            page, questions = pupil.answer(browser, page), questions + 1
        pupil.finish(browser, page)
        cpu.append(server.figures()["cpu"] - before)
        browser.close()
        seconds.append(sum(answer.seconds for answer in browser.answers))
        requests.append(len(browser.answers))
    return {
        "questions": questions,
        "requests": int(statistics.median(requests)),
        "milliseconds": 1000 * statistics.median(seconds),
        "cpu_milliseconds": 1000 * statistics.median(cpu),
    }


def watch(browser, server: Server, school: School) -> dict:
    """The same in Chromium, once with an empty cache, then with what the first visit left in it."""
    told = {"measured_with": f"Chromium {browser.version.partition('.')[0]}"}
    tablet = Tablet(browser, server.port, school.tablets[1])
    for cache, card in zip(("first", "warm"), school.next_cards(2), strict=True):
        loads = [tablet.open(f"/K/{card}"), tablet.press("/begin")]
        answers = []
        while tablet.asks():
            answers.append(tablet.answer())
        loads.append(tablet.press("/visit/end"))
        whole = sum(loads + answers, Load())
        told |= {
            f"{cache}_requests": loads[0].requests,
            f"{cache}_kilobytes": loads[0].kilobytes,
            f"{cache}_font_kilobytes": whole.font_kilobytes,
            f"{cache}_question_kilobytes": loads[1].kilobytes,
            f"{cache}_visit_requests": whole.requests,
            f"{cache}_visit_kilobytes": whole.kilobytes,
        }
        told |= {"page_loads": len(loads), "answer_kilobytes": statistics.median(load.kilobytes for load in answers)}
    told["answer_encoding"] = tablet.encoding
    tablet.close()
    told |= welcome(browser, server, school) | fourteen_steps(browser, server, school)
    slow = Tablet(browser, server.port, school.tablets[2])
    slow.slow_down()
    slow.open(f"/K/{school.next_cards(1)[0]}")
    told["first_paint_seconds"] = slow.first_paint()
    slow.close()
    return told


def fourteen_steps(browser, server: Server, school: School) -> dict:
    """A warm visit of 14 steps: all that goes over the wire after its first page, to the finish."""
    tablet = Tablet(browser, server.port, school.tablets[1])
    for card in school.long_cards:
        tablet.open(f"/K/{card}")
        tablet.press("/begin")
        answers = []
        while tablet.asks():
            answers.append(tablet.answer())
        tablet.press("/visit/end")
    tablet.close()
    whole = sum(answers, Load())
    return {
        "long_steps": len(answers),
        "long_requests": whole.requests,
        "long_kilobytes": whole.kilobytes,
        "long_answer_requests": statistics.median(load.requests for load in answers),
    }


def welcome(browser, server: Server, school: School) -> dict:
    """The welcome page of a tablet that starts in the morning, with an empty cache, without the font."""
    tablet = Tablet(browser, server.port, school.tablets[3])
    load = tablet.open("/k/")
    tablet.close()
    requests = load.requests - bool(load.font_kilobytes)
    return {"welcome_requests": requests, "welcome_kilobytes": load.kilobytes}


def follow(server: Server, school: School) -> dict:
    """The first page load without a browser: the page and the stylesheets and scripts that it names."""
    browser = Browser(server.port, {"tablet": school.tablets[1]})
    page = browser.follow(browser.get(f"/K/{school.next_cards(1)[0]}"))
    pages = list(browser.answers)
    for address in NAMED.findall(page.page):
        browser.get(address)
    browser.close()
    return {
        "measured_with": WITHOUT,
        "first_requests": len(browser.answers),
        "first_kilobytes": sum(answer.size for answer in browser.answers) / 1000,
        "warm_requests": len(pages),
        "warm_kilobytes": sum(answer.size for answer in pages) / 1000,
        "page_loads": 3,
    }
