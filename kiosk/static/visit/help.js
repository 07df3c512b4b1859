// "Make it easier": each press turns one of the pupil's own settings, now and for the next visits.
import { formData, isPreview } from "./page.js";
import { request, withoutAnswers } from "./request.js";
import { current } from "./steps.js";

const ATTRIBUTES = {
  text_size: "text",
  contrast: "contrast",
  easy_font: "easyFont",
  calm: "calm",
  symbols: "symbols",
  aloud: "aloud",
};

export function turnSetting(button) {
  const { dataset } = document.documentElement;
  const setting = button.dataset.help;
  const attribute = ATTRIBUTES[setting];
  const value = setting === "text_size" ? (Number(dataset.text || 0) + 1) % 3 : Number(!(attribute in dataset));
  if (value) dataset[attribute] = value;
  else delete dataset[attribute];
  button.setAttribute("aria-pressed", Boolean(value));
  if (!isPreview) request(`${current.action}/help/${setting}`, withoutAnswers(formData())).catch(() => {});
  document.dispatchEvent(new Event("help"));
}
