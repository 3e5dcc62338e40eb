/** What the page says, in the language of its template: `<template id="writing-words" data-say-…>`. */

const element = document.getElementById("writing-words");

/**
 * @param {string} name of the sentence: `data-say-no-headline` is "noHeadline"
 * @param {Object<string, string|number>} values for the placeholders, written `{name}`
 */
export function say(name, values = {}) {
  const text = element?.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** @param {number|Date|string} moment */
export function clock(moment) {
  return new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
}

/** The hour, with the day unless it is today's. @param {number} moment */
export function dayAndClock(moment) {
  const day = new Date(moment);
  if (day.toDateString() === new Date().toDateString()) return clock(moment);
  return `${clock(moment)}, ${day.toLocaleDateString("vi-VN")}`;
}
