// What a page does more with scripts than without: the theme, the search key, lists by keyboard. All else works by links and forms.
(() => {
    "use strict";
    const root = document.documentElement;
    const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
    const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    if (stored()) root.dataset.theme = stored();

    document.addEventListener("DOMContentLoaded", () => {
        const button = document.getElementById("theme");
        const label = () => { button.textContent = dark() ? "Light" : "Dark"; };
        button.hidden = false;
        label();
        button.addEventListener("click", () => {
            root.dataset.theme = dark() ? "light" : "dark";
            try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts for this page */ }
            label();
        });
        const q = document.getElementById("q");
        if (q) q.setSelectionRange(q.value.length, q.value.length);
    });

    const hits = () => [...document.querySelectorAll(".hits a")];
    const typing = element => element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
    const writing = element => element.matches("input, textarea, select") || element.isContentEditable;

    // who was in the list when it was replaced is at its beginning again, not nowhere
    let within = false;
    document.addEventListener("htmx:beforeSwap", event => { within = event.detail.target.contains(document.activeElement); });
    document.addEventListener("htmx:afterSwap", () => { if (within) hits()[0]?.focus(); });

    document.addEventListener("keydown", event => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const here = event.target;
        if (event.key === "/" && !writing(here)) {
            const field = document.getElementById("q") ?? document.getElementById("find");
            field?.focus();
            field?.select();
            event.preventDefault();
            return;
        }
        if (here.type === "checkbox" && here.closest(".hits")) {
            // from its mark a row is left as from its link
            const link = here.closest("tr, li").querySelector("a");
            if (event.key === "j" || event.key === "k" || event.key === "x") link?.focus();
            if (event.key === "Enter") { link?.click(); event.preventDefault(); return; }
        }
        if (event.key === "x" && !typing(document.activeElement)) {
            const mark = document.activeElement.closest(".hits tr, .hits li")?.querySelector("input[type=checkbox]");
            if (mark) { mark.checked = !mark.checked; mark.dispatchEvent(new Event("change", { bubbles: true })); event.preventDefault(); }
            return;
        }
        const list = hits(), at = list.indexOf(document.activeElement), inSearch = here.id === "q";
        const down = event.key === "ArrowDown" || event.key === "j" && !typing(here), up = event.key === "ArrowUp" || event.key === "k" && !typing(here);
        if (list.length === 0 || !(down || up) || typing(here) && !inSearch || here.type === "radio") return;
        if (up && at === 0) document.getElementById("q")?.focus();
        else list[Math.min(list.length - 1, Math.max(0, at + (down ? 1 : -1)))]?.focus();
        event.preventDefault();
    });
})();
