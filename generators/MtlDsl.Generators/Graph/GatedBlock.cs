using System.Collections.Generic;

namespace MtlDsl.Generators.Graph;

/// <summary>A block that weighs the channels of its input: <c>x * gate(x)</c>, where the gate gives one cell.</summary>
internal sealed record GatedBlock(string ClassName, string Summary, EquatableArray<BlockArgument> Arguments, EquatableArray<Child> Gate)
    : Block(ClassName, Summary, Arguments)
{
    protected override IEnumerable<Child> Parts => Gate;

    public override Shape Infer(Shape input) => input;

    public override Cost CostOn(Shape input) => new Chain(Gate).CostOn(input) + Cost.Writing(input);

    public override Footprint FootprintOn(Shape input) => Footprint.Cell.Beside(new Chain(Gate).FootprintOn(input));

    protected override Block NameParts(BlockNames names) => this with { Gate = names.Name(Gate) };

    protected override void WriteForward(CodeWriter writer)
    {
        WriteTorchRow(writer, "gate", Gate);
        writer.Line("return (input * gate).MoveToOuterDisposeScope();");
    }

    protected override void WriteOnnx(CodeWriter writer)
    {
        WriteOnnxRow(writer, "gate", Gate);
        writer.Line("return graph.Multiply(input, gate);");
    }
}
