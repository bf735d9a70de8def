using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Graph;

/// <summary>A block whose paths are put one after the other, channel by channel: <c>[path1(main(x)), path2(main(x)), ...]</c>.</summary>
internal sealed record ConcatBlock(
    string ClassName,
    string Summary,
    EquatableArray<BlockArgument> Arguments,
    EquatableArray<Child> Main,
    EquatableArray<EquatableArray<Child>> Paths) : Block(ClassName, Summary, Arguments)
{
    protected override IEnumerable<Child> Parts => Main.Concat(Paths.SelectMany(path => path));

    public override Shape Infer(Shape input)
    {
        var inside = new Chain(Main).Infer(input);
        var outputs = Paths.Select(path => new Chain(path).Infer(inside)).ToList();
        return outputs[0] with { Channels = outputs.Sum(output => output.Channels) };
    }

    public override Cost CostOn(Shape input)
    {
        var (main, inside) = (new Chain(Main), new Chain(Main).Infer(input));
        return Paths.Aggregate(main.CostOn(input) + Cost.Writing(Infer(input)), (cost, path) => cost + new Chain(path).CostOn(inside));
    }

    public override Footprint FootprintOn(Shape input)
    {
        var inside = new Chain(Main).Infer(input);
        return new Chain(Main).FootprintOn(input).Then(Paths.Select(path => new Chain(path).FootprintOn(inside)).Aggregate((a, b) => a.Beside(b)));
    }

    protected override Block NameParts(BlockNames names) =>
        this with { Main = names.Name(Main), Paths = Paths.Select(names.Name).ToEquatableArray() };

    protected override void WriteForward(CodeWriter writer)
    {
        WriteTorchRow(writer, "x", Main);
        writer.Line($"return {TorchNames.Torch}.cat([{string.Join(", ", Paths.Select(path => TorchExpression(path, "x")))}], dim: 1).MoveToOuterDisposeScope();");
    }

    protected override void WriteOnnx(CodeWriter writer)
    {
        WriteOnnxRow(writer, "x", Main);
        writer.Line($"return graph.Concat({string.Join(", ", Paths.Select(path => OnnxExpression(path, "x")))});");
    }
}
