using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Graph;

/// <summary>What is added to the main path of a block.</summary>
internal enum Shortcut
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The block's input.</summary>
    Identity,

    /// <summary>A projection of the block's input.</summary>
    Projection,
}

/// <summary>A parameter of a block's constructor with its value for one block.</summary>
internal sealed record BlockArgument(string Name, int Value)
{
    public Dim Dim => new(Value, Name);
}

/// <summary>
/// A block with a shortcut: <c>activation(main(x) + shortcut(x))</c>. Blocks of one kind share one generated class, which takes the
/// arguments.
/// </summary>
internal sealed record ResidualBlock(
    string ClassName,
    string Summary,
    EquatableArray<BlockArgument> Arguments,
    EquatableArray<Child> Main,
    Shortcut Shortcut,
    Child? Projection,
    Component? Activation) : Component
{
    public override Shape Infer(Shape input) => new Chain(Main).Infer(input);

    public override Cost CostOn(Shape input)
    {
        var cost = new Chain(Main).CostOn(input);
        if (Projection is not null)
            cost += Projection.Component.CostOn(input);
        return Shortcut == Shortcut.None ? cost : cost + Cost.Writing(Infer(input));
    }

    public override Footprint FootprintOn(Shape input)
    {
        var main = new Chain(Main).FootprintOn(input);
        return Projection is null ? main : main.Beside(Projection.Component.FootprintOn(input));
    }

    public override string TorchType => ClassName;

    public override string TorchNew => $"new {ClassName}({string.Join(", ", Arguments.Select(a => $"{a.Name}: {Text.Number(a.Value)}"))})";

    public override string Onnx(string x, NamePath name) =>
        $"{ClassName}Onnx(graph, {name}, {x}{string.Concat(OnnxArguments.Select(a => $", {a.Name}: {Text.Number(a.Value)}"))})";

    /// <summary>Writes the module's class, which is the same for all blocks of the kind.</summary>
    public void WriteTorchClass(CodeWriter writer)
    {
        var members = Main.Where(c => c.Name is not null).Concat(Projection is null ? [] : [Projection]).ToList();
        writer.Summary(Summary);
        using var body = writer.Open($"private sealed class {ClassName} : {TorchNames.Nn}.Module<{TorchNames.Tensor}, {TorchNames.Tensor}>");
        foreach (var member in members)
            writer.Line($"private readonly {member.Component.TorchType} {member.Name};");
        writer.Line();
        using (writer.Open($"public {ClassName}({string.Join(", ", Arguments.Select(a => $"long {a.Name}"))}) : base(nameof({ClassName}))"))
        {
            foreach (var member in members)
                writer.Lines($"{member.Name} = {member.Component.TorchNew};");
            foreach (var member in members)
                writer.Line($"register_module({Text.Literal(member.Name!)}, {member.Name});");
        }
        writer.Line();
        using (writer.Open($"public override {TorchNames.Tensor} forward({TorchNames.Tensor} input)"))
        {
            writer.Line($"using var scope = {TorchNames.Torch}.NewDisposeScope();");
            var x = "input";
            foreach (var child in Main)
            {
                writer.Line($"{(x == "input" ? "var " : "")}x = {child.Component.TorchFunction(x) ?? $"{child.Name}.call({x})"};");
                x = "x";
            }
            if (Shortcut != Shortcut.None)
                writer.Line($"x = x.add_({(Projection is null ? "input" : $"{Projection.Name}.call(input)")});");
            if (Activation is not null)
                writer.Line($"x = {Activation.TorchFunction("x")};");
            writer.Line("return x.MoveToOuterDisposeScope();");
        }
        writer.Line().Line(TorchNames.NoReflection);
    }

    /// <summary>Writes the method that adds such a block to the ONNX graph.</summary>
    public void WriteOnnxMethod(CodeWriter writer)
    {
        writer.Summary(Summary);
        var parameters = string.Concat(OnnxArguments.Select(a => $", int {a.Name}"));
        using var body = writer.Open(
            $"private static {OnnxNames.Value} {ClassName}Onnx({OnnxNames.Graph} graph, string {NamePath.Variable}, {OnnxNames.Value} input{parameters})");
        var x = "input";
        foreach (var step in Chain.OnnxSteps(Main, NamePath.InBlock))
        {
            writer.Line($"{(x == "input" ? "var " : "")}x = {step(x)};");
            x = "x";
        }
        if (Shortcut != Shortcut.None)
            writer.Line($"x = graph.Add(x, {Projection?.Component.Onnx("input", NamePath.InBlock[Projection.Name!]) ?? "input"});");
        writer.Line($"return {Activation?.Onnx("x", NamePath.InBlock) ?? "x"};");
    }

    private IEnumerable<BlockArgument> OnnxArguments
    {
        get
        {
            var used = new HashSet<string>(
                Main.Select(c => c.Component).Concat(Projection is null ? [] : [Projection.Component])
                    .SelectMany(c => c.OnnxDims).Select(d => d.Symbol).OfType<string>(),
                StringComparer.Ordinal);
            return Arguments.Where(a => used.Contains(a.Name));
        }
    }
}
