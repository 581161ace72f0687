package dev.jarvis.observatory.door;

import dev.jarvis.observatory.Principal;
import dev.jarvis.observatory.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the one who was let in to the controller's parameter. */
final class Admitted implements HandlerMethodArgumentResolver {
    private static final String PRINCIPAL = Principal.class.getName();
    private static final String PERSON = SignedIn.class.getName();

    static void principal(HttpServletRequest request, Principal principal) {
        request.setAttribute(PRINCIPAL, principal);
    }

    static void person(HttpServletRequest request, SignedIn person) {
        request.setAttribute(PERSON, person);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Principal.class || parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object caller = request.getAttribute(parameter.getParameterType().getName(), RequestAttributes.SCOPE_REQUEST);
        if (caller == null)
            throw new IllegalStateException(parameter.getMethod()
                    + " wants to know its caller, but its row in the authorisation table lets in anyone");
        return caller;
    }
}
