// The look that an address asks for, before the first pixel: ?kleur=licht or donker (else as the device has it), and
// ?accent=. The rules for a dark device are switched on or off as a whole, so a house style counts too.
{
  const asked = new URLSearchParams(location.search);
  const scheme = { licht: "light", donker: "dark" }[asked.get("kleur")];
  const accent = asked.get("accent") ?? "";
  const root = document.documentElement;
  if (/^[a-z]{1,20}$/.test(accent)) root.dataset.accent = accent;
  if (scheme) {
    root.style.colorScheme = scheme;
    document.querySelector('meta[name="color-scheme"]').content = scheme;
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (rule.media?.mediaText.includes("prefers-color-scheme: dark")) rule.media.mediaText = scheme === "dark" ? "all" : "not all";
      }
    }
  }
}
