// On https the tablet keeps a page that says "Wait here" while the network is away (worker.js).
import { form } from "./code.js";

const LATER = 3000; // ms: what is seen comes first

const register = () => navigator.serviceWorker.register(form.dataset.worker).catch(() => {});
if (navigator.serviceWorker) setTimeout(register, LATER);
