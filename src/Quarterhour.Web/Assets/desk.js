// What the pages of the facility do more with scripts: codes offered as one types, rows by keyboard, passkeys.
(() => {
    "use strict";

    // ---- codes offered beside the field that they are for: arrows go through them, Enter or Tab takes one, Escape closes
    const listOf = input => document.getElementById(input.getAttribute("aria-controls"));
    const close = input => {
        const list = listOf(input);
        list.hidden = true;
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-activedescendant");
    };
    const choose = (input, option) => {
        input.value = option.dataset.code;
        close(input);
        input.dispatchEvent(new Event("change", { bubbles: true }));
        input.dispatchEvent(new CustomEvent("taken", { bubbles: true }));
        document.getElementById(input.id.replace("code-", "min-"))?.focus();
    };
    const mark = (input, options, at) => {
        options.forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
        options[at].id = `${input.id}-choice`;
        options.forEach((one, i) => { if (i !== at) one.removeAttribute("id"); });
        input.setAttribute("aria-activedescendant", `${input.id}-choice`);
    };
    document.addEventListener("htmx:afterSwap", event => {
        const list = event.detail.target;
        if (!list.classList.contains("offer")) return;
        const input = document.querySelector(`[aria-controls="${list.id}"]`);
        const options = [...list.children], exact = options.length > 0 && options[0].dataset.code === input.value.toUpperCase();
        const shown = options.length > 0 && !exact && document.activeElement === input;
        list.hidden = !shown;
        input.setAttribute("aria-expanded", String(shown));
    });
    document.addEventListener("keydown", event => {
        const input = event.target;
        if (input.getAttribute?.("role") !== "combobox") return;
        const list = listOf(input), options = [...list.children];
        if (list.hidden || options.length === 0) return;
        const at = options.findIndex(one => one.getAttribute("aria-selected") === "true");
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            mark(input, options, (at + (event.key === "ArrowDown" ? 1 : options.length - (at < 0 ? 0 : 1))) % options.length);
            event.preventDefault();
            event.stopPropagation();
        } else if (event.key === "Enter" || event.key === "Tab" && at >= 0) {
            choose(input, options[Math.max(0, at)]);
            event.preventDefault();
        } else if (event.key === "Escape") close(input);
    }, true);
    document.addEventListener("mousedown", event => {
        const option = event.target.closest(".offer li");
        if (!option) return;
        choose(document.querySelector(`[aria-controls="${option.parentElement.id}"]`), option);
        event.preventDefault();
    });
    document.addEventListener("focusout", event => { if (event.target.getAttribute?.("role") === "combobox") close(event.target); });

    // ---- Alt+N: the next row that is free
    document.addEventListener("keydown", event => {
        if (!event.altKey || event.key.toLowerCase() !== "n") return;
        const free = [...document.querySelectorAll("input[name=code]")].find(input => input.value === "");
        if (!free) return;
        free.focus();
        event.preventDefault();
    });

    // ---- who signs while a save is under way waits for it: the version that it makes is the one that is signed; and once the form is sent no other save begins
    // what was typed while it was under way is asked anew when its answer, which does not know it, has come
    let saving = false, leaving = false, typed = 0, sent = 0;
    document.addEventListener("input", event => { if (event.target.form?.id === "visit-form") typed++; });
    document.addEventListener("htmx:beforeRequest", event => {
        if (!event.detail.elt.matches("[data-save]")) return;
        if (leaving) event.preventDefault();
        else [saving, sent] = [true, typed];
    });
    document.addEventListener("htmx:afterRequest", event => {
        if (!event.detail.elt.matches("[data-save]")) return;
        saving = false;
        if (typed !== sent) document.getElementById("visit-form")?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    document.addEventListener("submit", event => {
        const form = event.target, submitter = event.submitter;
        if (form.id !== "visit-form") return;
        leaving = true;
        if (!saving) return;
        event.preventDefault();
        document.addEventListener("htmx:afterRequest", () => form.requestSubmit(submitter), { once: true });
    });
    addEventListener("pageshow", () => { leaving = false; });

    // ---- passkeys: the browser asks, the form carries what it answers
    const json = credential => JSON.stringify(credential.toJSON());
    const passkey = async form => {
        const said = form.querySelector("[data-said]");
        try {
            const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value }) });
            if (!answer.ok) throw new Error(String(answer.status));
            const options = await answer.json();
            const credential = form.dataset.passkey === "create"
                ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
                : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
            form.elements.credential.value = json(credential);
            form.submit();
        } catch (fault) {
            said.textContent = fault.name === "NotAllowedError" ? "It was not done; nothing has changed." : "This browser could not do it; use the password.";
        }
    };
    const prepare = () => document.querySelectorAll("form[data-passkey]").forEach(form => {
        if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
        form.hidden = false;
        form.addEventListener("submit", event => { event.preventDefault(); passkey(form); });
    });
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
    else prepare();
})();
