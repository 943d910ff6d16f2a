
(() => {
  const field = document.querySelector("input[data-puzzle]"), form = field.form;
  const puzzle = JSON.parse(field.dataset.puzzle), text = new TextEncoder();
  let waiting = false;
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const solve = async () => {
    for (let number = 0; number <= puzzle.maxNumber; number++) {
      const digest = await crypto.subtle.digest("SHA-256", text.encode(puzzle.salt + number));
      if (hex(digest) === puzzle.challenge) {
        const { algorithm, challenge, salt, signature } = puzzle;
        field.value = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
        if (waiting) form.submit();
        return;
      }
    }
  };
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    waiting = true;
    const button = form.querySelector("button");
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
  });
  solve();
})();
