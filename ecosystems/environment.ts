/** Variables that nearly every downloader obeys, in either case. */
export const proxyVariables = /^(?:https?|all|no)_proxy$/i;
