// Stops the page's script in browsers older than Chromium 87 and iPadOS 13 before it does anything: there the page works
// as a plain form. Half a script would be worse than none. Which browsers: README.md.
if (!("PointerEvent" in window && "allSettled" in Promise)) throw new Error("This browser is too old for the script.");
