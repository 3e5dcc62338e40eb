/* Passkeys: what the server asks for goes to the browser's dialogue, and its answer back. */
(() => {
    "use strict";
    const toBytes = (text) => {
        const plain = text.replace(/-/g, "+").replace(/_/g, "/");
        return Uint8Array.from(atob(plain.padEnd(Math.ceil(plain.length / 4) * 4, "=")), (letter) => letter.charCodeAt(0));
    };
    const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    const withBytes = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

    const asked = {
        create: (options) => navigator.credentials.create({ publicKey: {
            ...options,
            challenge: toBytes(options.challenge),
            user: { ...options.user, id: toBytes(options.user.id) },
            excludeCredentials: withBytes(options.excludeCredentials),
        } }),
        get: (options) => navigator.credentials.get({ publicKey: {
            ...options,
            challenge: toBytes(options.challenge),
            allowCredentials: withBytes(options.allowCredentials),
        } }),
    };
    const answered = {
        create: ({ response }) => ({
            attestationObject: toText(response.attestationObject),
            transports: response.getTransports ? response.getTransports() : [],
        }),
        get: ({ response }) => ({
            authenticatorData: toText(response.authenticatorData),
            signature: toText(response.signature),
            userHandle: response.userHandle ? toText(response.userHandle) : undefined,
        }),
    };

    const post = async (box, address, data) => {
        const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
        const answer = await fetch(address, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" },
            body: JSON.stringify(data),
        });
        const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
        if (!answer.ok) throw Object.assign(new Error(said.detail || box.dataset.failed), { forPeople: true });
        return said;
    };

    const ceremony = async (box) => {
        const kind = box.dataset.passkey;
        const credential = await asked[kind](await post(box, box.dataset.begin, {}));
        const result = await post(box, box.dataset.complete + window.location.search, {
            id: credential.id,
            rawId: toText(credential.rawId),
            type: credential.type,
            clientExtensionResults: credential.getClientExtensionResults(),
            response: { clientDataJSON: toText(credential.response.clientDataJSON), ...answered[kind](credential) },
        });
        window.location.assign(result.next);
    };

    document.querySelectorAll("[data-passkey]").forEach((box) => {
        const button = box.querySelector("button");
        const status = box.querySelector(".factor-status");
        if (!window.PublicKeyCredential || window.location.hostname !== box.dataset.host) {
            box.querySelector("[data-unavailable]").hidden = false;
            return;
        }
        button.disabled = false;
        button.addEventListener("click", async () => {
            button.disabled = true;
            status.textContent = box.dataset.waiting;
            try {
                await ceremony(box);
            } catch (error) {
                const known = { NotAllowedError: box.dataset.cancelled, InvalidStateError: box.dataset.known };
                status.textContent = error.forPeople ? error.message : known[error.name] || box.dataset.failed;
                button.disabled = false;
            }
        });
    });

    const ways = document.querySelector("[data-codes]");
    if (ways) {
        const copy = ways.querySelector("[data-copy]");
        const codes = [...document.querySelectorAll("#codes code")].map((code) => code.textContent).join("\n");
        copy.hidden = !navigator.clipboard;
        copy.addEventListener("click", async () => {
            await navigator.clipboard.writeText(codes);
            copy.textContent = copy.dataset.copied;
        });
        ways.querySelector("[data-print]").addEventListener("click", () => window.print());
    }
})();
