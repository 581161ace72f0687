package dev.jarvis.activity;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The filter's parameters for the API's document; they are read by {@link ActivityFilter}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(in = ParameterIn.QUERY, name = "type", description = "post, email, connection, ...")
@Parameter(in = ParameterIn.QUERY, name = "action", description = "such as twitter/tweet")
@Parameter(in = ParameterIn.QUERY, name = "status", description = "success, failed or pending")
@Parameter(in = ParameterIn.QUERY, name = "integration", description = "the id of a connection")
@Parameter(in = ParameterIn.QUERY, name = "call", description = "the id of a call: what became of one act")
@Parameter(in = ParameterIn.QUERY, name = "actor", description = "an id, or person, service, agent, rule, system")
@Parameter(in = ParameterIn.QUERY, name = "from", description = "the first instant")
@Parameter(in = ParameterIn.QUERY, name = "to", description = "the first instant that no longer counts")
@Parameter(in = ParameterIn.QUERY, name = "q", description = "words in title, description or the actor's name")
@Parameter(in = ParameterIn.QUERY, name = "history", description = "true: also rows a newer one has replaced")
@interface FilterParameters {}
