;;; emacs.el --- Run by emacs.test.ts in a batch Emacs: opens the Dockerfile, takes two quick fixes, saves.  -*- lexical-binding: t -*-
;; LAYERWISE_COMMAND starts the server, LAYERWISE_PROJECT is the project, LAYERWISE_RESULT the file to write results to.
(package-initialize)
(require 'cl-lib)
(require 'json)
(require 'eglot)
(require 'dockerfile-mode)

(defvar steps nil)
(defvar found nil)
(defvar offered nil)

(defun finish (failed)
  (let ((result (list :steps (vconcat (reverse steps)) :codes (vconcat found) :offered (vconcat offered) :failed (or failed :json-false))))
    (with-temp-file (getenv "LAYERWISE_RESULT") (insert (json-serialize result :false-object :json-false))))
  (kill-emacs (if failed 1 0)))

(defun step (name condition)
  "Wait until CONDITION holds; batch mode reads from processes only when it is told to."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.02)))
  (if (funcall condition) (push name steps) (finish name)))

(defun findings ()
  (flymake-diagnostics))

(defun codes ()
  (sort (mapcar (lambda (diagnostic) (plist-get (cdar (flymake-diagnostic-data diagnostic)) :code)) (findings)) #'string<))

(defun act (title)
  "Take the quick fix whose title begins with TITLE, as a user would choose it."
  (goto-char (point-min))
  (search-forward ". .")
  (backward-char 3)
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_prompt collection &rest _)
               (setq offered (mapcar #'car collection))
               (cl-find-if (lambda (each) (string-prefix-p title each)) offered))))
    (eglot-code-actions (point) (1+ (point)) "quickfix" t)))

(setq eglot-sync-connect 20
      eglot-confirm-server-edits nil
      last-nonmenu-event t
      make-backup-files nil)
(add-to-list 'eglot-server-programs (cons 'dockerfile-mode (split-string (getenv "LAYERWISE_COMMAND") "\n")))

(let ((project (getenv "LAYERWISE_PROJECT")))
  (find-file (expand-file-name "Dockerfile" project))
  (apply #'eglot (eglot--guess-contact))
  (flymake-mode 1)
  (flymake-start)
  (step "diagnostics" (lambda () (= (length (findings)) 2)))
  (setq found (codes))
  (act "Create ")
  (step "ignore file" (lambda () (file-exists-p (expand-file-name ".dockerignore" project))))
  (step "one finding less" (lambda () (= (length (findings)) 1)))
  (act "Copy ")
  (step "fix" (lambda () (save-excursion (goto-char (point-min)) (re-search-forward "^COPY package" nil t))))
  (save-buffer)
  (step "no finding" (lambda () (null (findings))))
  (finish nil))
;;; emacs.el ends here
