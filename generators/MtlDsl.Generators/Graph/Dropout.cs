namespace MtlDsl.Generators.Graph;

/// <summary>Zeros values at random in training; in inference it does nothing.</summary>
internal sealed record Dropout(double Rate) : Component
{
    public override Shape Infer(Shape input) => input;

    public override Cost CostOn(Shape input) => default;

    public override string TorchType => $"{TorchNames.Modules}.Dropout";

    public override string TorchNew => $"{TorchNames.Nn}.Dropout({Text.Number(Rate)})";

    public override string Onnx(string x, NamePath name) => x;

    public override bool IsForTraining => true;
}
