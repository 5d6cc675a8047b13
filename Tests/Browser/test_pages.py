"""Every page is quiet, keeps to itself, and reads the same without scripts and from a disk."""

import pytest

from seed import stripped


class Listener:
    """A page that notes what its console says and which other hosts it asks."""

    def __init__(self, browser, *, scripts=True):
        self.page = browser.new_context(java_script_enabled=scripts).new_page()
        self.heard, self.strangers, self.origin = [], [], ""
        self.page.on("console", lambda message: self.heard.append(message.text))
        self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.on("requestfailed", self.note_failure)
        self.page.on("response", lambda response: response.status >= 400 and self.heard.append(response.url))
        self.page.on("request", lambda request: request.url.startswith(self.origin) or self.strangers.append(request.url))

    def note_failure(self, request):
        # An icon still under way when the next page is asked for is no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"{request.failure}: {request.url}")

    def text(self, url):
        """The text of a page's main part, without white space, and without what is there for scripts or instead of them."""
        self.origin = "file://" if url.startswith("file:") else "/".join(url.split("/")[:3]) + "/"
        self.page.goto(url)
        return stripped(self.page.locator("main").evaluate("""main => {
            main.querySelectorAll('.filters, [role=status], noscript, .copy, #save button').forEach(element => element.remove());
            return main.innerText; }"""))


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_no_page_complains_or_asks_another_host(browser, seed_site, scheme):
    listener = Listener(browser)
    for path in seed_site.paths():
        assert listener.text(seed_site.url(path) if scheme == "http" else seed_site.file_url(path)), path
        assert (listener.heard, listener.strangers) == ([], []), path
    # What a page says late is said by now.
    listener.page.wait_for_load_state("networkidle")
    assert (listener.heard, listener.strangers) == ([], [])


def test_everything_is_readable_without_scripts(browser, seed_site):
    with_scripts, without = Listener(browser), Listener(browser, scripts=False)
    for path in seed_site.paths():
        # A citation over HTTP has the address that the reader came to.
        text = with_scripts.text(seed_site.url(path)).replace(seed_site.url(""), "")
        assert without.text(seed_site.file_url(path)) == text, path
    assert without.heard == []


def test_a_complaint_would_be_heard(browser, tmp_path):
    (tmp_path / "bad.html").write_text("<main>x<img src='https://other.example/x.png'><script>console.warn('w')</script></main>")
    listener = Listener(browser)
    listener.text((tmp_path / "bad.html").as_uri())
    assert "w" in listener.heard and listener.strangers == ["https://other.example/x.png"]
