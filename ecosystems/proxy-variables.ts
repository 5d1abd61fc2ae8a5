/** Read by every tool that downloads (https://docs.docker.com/reference/dockerfile/#predefined-args). */
export const proxyVariables = /^(?:https?|ftp|all|no)_proxy$/i;
