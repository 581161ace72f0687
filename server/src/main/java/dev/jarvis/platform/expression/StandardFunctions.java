package dev.jarvis.platform.expression;

import dev.cel.common.CelOptions;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelInternalRuntimeLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.InternalFunctionBinder;
import dev.cel.runtime.RuntimeEquality;

/**
 * CEL's standard functions, each of which pays before it runs. The runtime's own are switched off, because they would
 * compare, join and search without an end.
 *
 * <p>The interface is marked as CEL's own; it is the only one that hands out the equality which the standard functions
 * are made with.
 */
final class StandardFunctions implements CelInternalRuntimeLibrary {
    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime, RuntimeEquality equality, CelOptions options) {
        CelStandardFunctions.newBuilder()
                .build()
                .newFunctionBindings(equality, options)
                .forEach(standard -> runtime.addFunctionBindings(paying(standard)));
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder runtime) {
        throw new IllegalStateException("This library needs to be told the equality");
    }

    private static CelFunctionBinding paying(CelFunctionBinding standard) {
        CelFunctionOverload definition = standard.getDefinition();
        String name = standard.getOverloadId();
        CelFunctionOverload paying = args -> {
            Prices.charge(Meter.CURRENT.get(), name, args);
            try {
                return definition.apply(args);
            } catch (CelRuntimeException e) {
                throw e;
            } catch (RuntimeException e) {
                throw Stopped.unusable("a value has not the form it should have here");
            }
        };
        return InternalFunctionBinder.from(name, standard.getArgTypes(), paying, standard.isStrict());
    }
}
