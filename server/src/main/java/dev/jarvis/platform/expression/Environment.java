package dev.jarvis.platform.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which variables an expression may use, and of what type. Made once and kept: making it takes about a millisecond.
 *
 * <pre>{@code
 * static final Environment RULES = Environment.of(Map.of("trigger", Type.ANY, "steps", Type.OBJECT));
 * }</pre>
 *
 * <p>The language is CEL (github.com/google/cel-spec) with its standard functions and macros ({@code has, all, exists,
 * exists_one, map, filter}), functions on text ({@code trim, lowerAscii, upperAscii, replace, split, join, substring,
 * indexOf, lastIndexOf, charAt, reverse}) and on numbers ({@code math.abs, ceil, floor, round, trunc, sign}). Patterns are
 * RE2's. Immutable and safe for many threads.
 */
public final class Environment {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 60;
    private static final int MOST_NODES = 2_000;
    private static final int MOST_ITERATIONS = 20_000;

    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseExpressionNodeCount(MOST_NODES)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    private static final CelMathExtensions MATH = CelExtensions.math(
            OPTIONS,
            CelMathExtensions.Function.ABS,
            CelMathExtensions.Function.CEIL,
            CelMathExtensions.Function.FLOOR,
            CelMathExtensions.Function.ROUND,
            CelMathExtensions.Function.TRUNC,
            CelMathExtensions.Function.SIGN);

    static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .addLibraries(new StandardFunctions(), MATH)
            .addFunctionBindings(TextFunctions.ALL.stream()
                    .map(TextFunctions.TextFunction::binding)
                    .toList())
            .build();

    /** Compiling takes milliseconds, and many businesses write the same: the usual policy, the usual templates. */
    private static final int MOST_KEPT = 2_000;

    private final Map<String, Type> variables;
    private final CelCompiler compiler;
    private final Cache<String, Expression> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private Environment(Map<String, Type> variables) {
        this.variables = new TreeMap<>(variables);
        this.compiler = compiler(variables);
    }

    public static Environment of(Map<String, Type> variables) {
        return new Environment(variables);
    }

    /** The same with one more variable, such as the item of a for-each. */
    public Environment with(String name, Type type) {
        Map<String, Type> more = new TreeMap<>(variables);
        more.put(name, type);
        return new Environment(more);
    }

    public Set<String> names() {
        return Set.copyOf(variables.keySet());
    }

    CelCompiler compiler() {
        return compiler;
    }

    /** The compiled text, made at most once while it is remembered; a mistake is not remembered. */
    Expression compiled(String text, Function<String, Expression> compile) {
        return kept.get(text, compile);
    }

    private static CelCompiler compiler(Map<String, Type> variables) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(MATH)
                .addFunctionDeclarations(declarations())
                .setTypeProvider(new Shapes(shapes(variables)));
        variables.forEach((name, type) -> builder.addVar(name, type.cel()));
        return builder.build();
    }

    private static ImmutableList<CelFunctionDecl> declarations() {
        return TextFunctions.ALL.stream()
                .collect(Collectors.groupingBy(
                        TextFunctions.TextFunction::name,
                        TreeMap::new,
                        Collectors.mapping(TextFunctions.TextFunction::overload, Collectors.toList())))
                .entrySet()
                .stream()
                .map(function -> CelFunctionDecl.newFunctionDeclaration(function.getKey(), function.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableMap<String, StructType> shapes(Map<String, Type> variables) {
        return variables.values().stream()
                .flatMap(type -> type.shapes().stream())
                .collect(ImmutableMap.toImmutableMap(StructType::name, shape -> shape, (one, other) -> one));
    }

    private record Shapes(ImmutableMap<String, StructType> named) implements CelTypeProvider {
        @Override
        public ImmutableSet<CelType> types() {
            return ImmutableSet.copyOf(named.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(named.get(name));
        }
    }
}
