package dev.jarvis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one process: everything Jarvis does runs in here, beside one PostgreSQL. */
@SpringBootApplication
public class Jarvis {
    public static void main(String[] args) {
        SpringApplication.run(Jarvis.class, args);
    }
}
