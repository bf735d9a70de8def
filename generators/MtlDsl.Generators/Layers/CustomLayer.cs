using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Layer&lt;TModule&gt;]: a user's own module.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Name">The module's name.</param>
/// <param name="Type">Its <c>global::</c> name.</param>
/// <param name="Constructor">How it is made.</param>
/// <param name="IsModule">Whether it maps a tensor to a tensor.</param>
/// <param name="HasOnnxForm">Whether it can be exported, or need not be.</param>
/// <param name="Rule">What it says of its shape; null where it says nothing.</param>
internal sealed record CustomLayer(Place Place, string Name, string Type, ModuleConstructor Constructor, bool IsModule, bool HasOnnxForm, LayerShapeSpec? Rule)
    : Layer(Place)
{
    private const string OnnxAssembly = "MtlDsl.Onnx";

    public static CustomLayer Read(AttributeReader attribute)
    {
        var place = Place.Of(attribute) with { Attribute = attribute.TypeArgumentOrigin };
        return attribute.TypeArgument is INamedTypeSymbol type
            ? new(place, type.Name, type.GlobalName(), ReadConstructor(type), MapsTensors(type), CanBeExported(type), ReadShape(type, attribute))
            : new(place, "?", "?", ModuleConstructor.None, false, false, null);
    }

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) =>
        [new CustomModule(Type, Constructor == ModuleConstructor.OfChannels, Rule!, input)];

    public override Fault? Check(Shape input) =>
        !IsModule ? new(Descriptors.CustomLayerType, null, Name)
        : Constructor == ModuleConstructor.None ? new(Descriptors.CustomLayerConstructor, null, Name)
        : Rule is null ? new(Descriptors.CustomLayerShape, null, Name)
        : WrongRule(Rule) is { } wrong ? new(Descriptors.CustomLayerShapeArgument, null, Name, wrong.Name, wrong.Found, wrong.Allowed)
        : !HasOnnxForm ? new(Descriptors.CustomLayerOnnx, null, Name)
        : null;

    public override Obstacle? Obstacle(ExportLimits limits) => Rule!.Opset > limits.NewestOpset
        ? new($"operator set {Text.Number(Rule.Opset)}", $"write '{Name}' with the operators of set {Text.Number(limits.NewestOpset)}")
        : null;

    private static ModuleConstructor ReadConstructor(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.DeclaredAccessibility == Accessibility.Private)
            return ModuleConstructor.None;
        var constructors = type.InstanceConstructors.Where(c => c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToList();
        return constructors.Any(c => c.Parameters.Length > 0 && c.Parameters.Skip(1).All(p => p.IsOptional)
            && c.Parameters[0].Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
            ? ModuleConstructor.OfChannels
            : constructors.Any(c => c.Parameters.All(p => p.IsOptional)) ? ModuleConstructor.Empty : ModuleConstructor.None;
    }

    private static bool MapsTensors(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            if (parent.OriginalDefinition.ToDisplayString() == "TorchSharp.torch.nn.Module<T, TResult>")
                return parent.TypeArguments.All(argument => argument.ToDisplayString() == "TorchSharp.torch.Tensor");
        return false;
    }

    /// <summary>Whether it has the method that writes it as ONNX; where ONNX is not referenced, none is needed.</summary>
    private static bool CanBeExported(INamedTypeSymbol type) =>
        !type.ContainingModule.ReferencedAssemblySymbols.Any(assembly => assembly.Name == OnnxAssembly)
        || type.GetMembers("ToOnnx").OfType<IMethodSymbol>().Any(method =>
            method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, Parameters.Length: 3 }
            && method.ReturnType.ToDisplayString() == "MtlDsl.Onnx.Value"
            && method.Parameters.Select(p => p.Type.ToDisplayString()).SequenceEqual(["MtlDsl.Onnx.OnnxGraph", "string", "MtlDsl.Onnx.Value"]));

    private static LayerShapeSpec? ReadShape(INamedTypeSymbol type, AttributeReader attribute)
    {
        if (type.DslAttribute("LayerShapeAttribute") is not { } data)
            return null;
        var shape = attribute.Of(data);
        return new(
            shape.Int("Channels"),
            shape.Int("ChannelFactor", 1),
            shape.Int("Stride", 1),
            shape.Int("Factor", 1),
            shape.Int("Extent", shape.Int("Stride", 1)),
            shape.Doubles("Parameters").ToEquatableArray(),
            shape.Doubles("Buffers").ToEquatableArray(),
            shape.Doubles("MultiplyAddsPerCell").ToEquatableArray(),
            shape.Int("Operators", 1),
            shape.Int("Opset", LayerShapeSpec.OldestOpset));
    }

    private static (string Name, string Found, string Allowed)? WrongRule(LayerShapeSpec rule)
    {
        foreach (var (name, value, least) in new[]
        {
            ("Channels", rule.Channels, 0), ("ChannelFactor", rule.ChannelFactor, 1), ("Stride", rule.Stride, 1), ("Factor", rule.Factor, 1),
            ("Extent", rule.Extent, 1), ("Operators", rule.Operators, 0),
        })
            if (value < least)
                return (name, Text.Number(value), $"{Text.Number(least)} or more");
        return rule.Opset is < LayerShapeSpec.OldestOpset or > LayerShapeSpec.NewestOpset
            ? ("Opset", Text.Number(rule.Opset), $"{Text.Number(LayerShapeSpec.OldestOpset)} to {Text.Number(LayerShapeSpec.NewestOpset)}")
            : null;
    }
}

/// <summary>How a user's module is made.</summary>
internal enum ModuleConstructor
{
    /// <summary>Not by generated code.</summary>
    None,

    /// <summary>Without arguments.</summary>
    Empty,

    /// <summary>With the input's channels.</summary>
    OfChannels,
}
