using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads an attribute's arguments by name, whether they are given to its constructor or set as properties.</summary>
internal sealed class AttributeReader
{
    private readonly AttributeData data;
    private readonly OriginTable origins;
    private readonly CancellationToken cancellation;

    public AttributeReader(AttributeData data, OriginTable origins, CancellationToken cancellation)
    {
        (this.data, this.origins, this.cancellation) = (data, origins, cancellation);
        Origin = origins.Add(() => Syntax?.GetLocation());
    }

    /// <summary>The whole attribute.</summary>
    public Origin Origin { get; }

    /// <summary>The arguments that are given.</summary>
    public IEnumerable<string> ArgumentNames =>
        (data.AttributeConstructor?.Parameters.Select(parameter => parameter.Name) ?? []).Concat(data.NamedArguments.Select(argument => argument.Key));

    /// <summary>The type between the angle brackets; null where there is none.</summary>
    public ITypeSymbol? TypeArgument => data.AttributeClass?.TypeArguments.FirstOrDefault();

    /// <summary>The word between the angle brackets.</summary>
    public Origin TypeArgumentOrigin => origins.Add(() => data.TypeArgumentLocation(cancellation));

    private AttributeSyntax? Syntax => data.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    /// <summary>Whether an argument is given.</summary>
    public bool Has(string name) => Value(name) is not null;

    public int Int(string name, int standard = 0) => Value(name) is { } value && value.Value is int number ? number : standard;

    /// <summary>A flag; null where the argument is absent or is none.</summary>
    public bool? Flag(string name) => Value(name)?.Value as bool?;

    public byte Byte(string name) => Value(name) is { } value && value.Value is byte number ? number : (byte)0;

    public double Double(string name, double standard = 0) => Value(name) is { } value && value.Value is { } number
        ? Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture)
        : standard;

    public bool Bool(string name, bool standard) => Flag(name) ?? standard;

    public string? String(string name) => Value(name)?.Value as string;

    /// <summary>The name of an enum's member; the standard one where the argument is absent or names none.</summary>
    public string EnumName(string name, string standard) => Value(name) is { } value && Member(value) is { } member ? member.Name : standard;

    /// <summary>An enum's member as the member of that name of an enum of the generator.</summary>
    public T Enum<T>(string name, T standard)
        where T : struct => System.Enum.TryParse<T>(EnumName(name, ""), out var value) ? value : standard;

    /// <summary>Reads another attribute that says more of the same thing.</summary>
    public AttributeReader Of(AttributeData other) => new(other, origins, cancellation);

    public IReadOnlyList<double> Doubles(string name) => Value(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
        ? [.. array.Values.Select(v => v.Value).OfType<double>()]
        : [];

    /// <summary>A stage; null where the argument is absent. What is no member of an enum is kept as it is, to be reported as unknown.</summary>
    public StageRef? Stage(string name) => Value(name) is { IsNull: false } value ? Stage(value, ArgumentOrigin(name)) : null;

    /// <summary>The stages of an array.</summary>
    public IReadOnlyList<StageRef> Stages(string name)
    {
        if (Value(name) is not { Kind: TypedConstantKind.Array, IsNull: false } array)
            return [];
        return [.. array.Values.Select((value, index) => Stage(value, origins.Add(() => (Element(name, index) ?? Argument(name))?.GetLocation())))];
    }

    /// <summary>The enum's member that an argument names; null where it names none.</summary>
    public IFieldSymbol? Field(string name) => Value(name) is { } value ? Member(value) : null;

    /// <summary>The enums whose members an argument names.</summary>
    public IEnumerable<INamedTypeSymbol> Enums(string name) => Value(name) is not { IsNull: false } value
        ? []
        : (value.Kind == TypedConstantKind.Array ? value.Values : [value]).Select(v => v.Type).OfType<INamedTypeSymbol>();

    /// <summary>An argument's expression, or the whole attribute where it is absent.</summary>
    public Origin ArgumentOrigin(string name) => origins.Add(() => (Argument(name) ?? (Microsoft.CodeAnalysis.SyntaxNode?)Syntax)?.GetLocation());

    private static StageRef Stage(TypedConstant value, Origin origin) => value.Kind == TypedConstantKind.Enum && Member(value) is { } member
        ? new(member.ContainingType.ToDisplayString(), member.Name, origin)
        : new(value.Type?.ToDisplayString() ?? "?", value.Value?.ToString() ?? "null", origin);

    private static IFieldSymbol? Member(TypedConstant value) => value.Kind != TypedConstantKind.Enum ? null : value.Type?.GetMembers()
        .OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value.Value));

    private TypedConstant? Value(string name)
    {
        foreach (var argument in data.NamedArguments)
            if (argument.Key == name)
                return argument.Value;
        var index = ParameterIndex(name);
        return index >= 0 && index < data.ConstructorArguments.Length ? data.ConstructorArguments[index] : null;
    }

    private int ParameterIndex(string name)
    {
        if (data.AttributeConstructor is { } constructor)
            foreach (var parameter in constructor.Parameters)
                if (parameter.Name == name)
                    return parameter.Ordinal;
        return -1;
    }

    private ExpressionSyntax? Argument(string name)
    {
        if (Syntax?.ArgumentList is not { } list)
            return null;
        var named = list.Arguments.FirstOrDefault(a => (a.NameEquals?.Name ?? a.NameColon?.Name)?.Identifier.ValueText == name);
        if (named is not null)
            return named.Expression;
        var index = ParameterIndex(name);
        return index >= 0 && index < list.Arguments.Count && list.Arguments[index] is { NameEquals: null, NameColon: null } positional
            ? positional.Expression
            : null;
    }

    private Microsoft.CodeAnalysis.SyntaxNode? Element(string name, int index) => Argument(name) switch
    {
        CollectionExpressionSyntax collection => collection.Elements.ElementAtOrDefault(index),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(index),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ElementAtOrDefault(index),
        _ => null,
    };
}
