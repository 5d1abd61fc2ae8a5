package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/julienschmidt/httprouter"
)

// @title Inventory
// @version 1.0
func main() {
	router := httprouter.New()
	router.GET("/items/:name", func(w http.ResponseWriter, _ *http.Request, params httprouter.Params) {
		fmt.Fprintf(w, "%s is in stock\n", params.ByName("name"))
	})
	log.Fatal(http.ListenAndServe(":8080", router))
}
