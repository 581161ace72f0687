package dev.jarvis.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The dashboard's own address. Spring's handler of files refuses an empty path before it asks any resolver. */
@Controller
@Hidden
final class FrontPageController {
    @GetMapping("/")
    String front() {
        return "forward:/index.html";
    }
}
