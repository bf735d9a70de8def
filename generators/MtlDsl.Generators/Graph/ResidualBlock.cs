using System.Collections.Generic;

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

/// <summary>A block with a shortcut: <c>activation(main(x) + shortcut(x))</c>.</summary>
internal sealed record ResidualBlock(
    string ClassName,
    string Summary,
    EquatableArray<BlockArgument> Arguments,
    EquatableArray<Child> Main,
    Shortcut Shortcut,
    Child? Projection,
    Component? Activation) : Block(ClassName, Summary, Arguments)
{
    protected override IEnumerable<Child> Parts => Projection is null ? Main : [.. Main, Projection];

    public override Shape Infer(Shape input) => new Chain(Main).Infer(input);

    public override Cost CostOn(Shape input)
    {
        var cost = new Chain(Main).CostOn(input);
        if (Projection is not null)
            cost += Projection.Component.CostOn(input);
        if (Activation is not null)
            cost += Activation.CostOn(Infer(input));
        return Shortcut == Shortcut.None ? cost : cost + Cost.Writing(Infer(input));
    }

    public override Footprint FootprintOn(Shape input)
    {
        var main = new Chain(Main).FootprintOn(input);
        return Projection is null ? main : main.Beside(Projection.Component.FootprintOn(input));
    }

    protected override Block NameParts(BlockNames names) => this with { Main = names.Name(Main) };

    protected override void WriteForward(CodeWriter writer)
    {
        WriteTorchRow(writer, "x", Main);
        if (Shortcut != Shortcut.None)
            writer.Line($"x = x.add_({(Projection is null ? "input" : TorchExpression([Projection], "input"))});");
        if (Activation is not null)
            writer.Line($"x = {Activation.TorchFunction("x")};");
        writer.Line("return x.MoveToOuterDisposeScope();");
    }

    protected override void WriteOnnx(CodeWriter writer)
    {
        WriteOnnxRow(writer, "x", Main);
        var sum = Shortcut == Shortcut.None ? "x" : $"graph.Add(x, {(Projection is null ? "input" : OnnxExpression([Projection], "input"))})";
        writer.Line($"return {Activation?.Onnx(sum, NamePath.InBlock) ?? sum};");
    }
}
