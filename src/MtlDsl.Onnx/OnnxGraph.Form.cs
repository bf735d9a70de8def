using MtlDsl.Onnx.Format;
using MtlDsl.Vision;

namespace MtlDsl.Onnx;

/// <content>What is put around a network so that its file takes images and gives outputs in another form than the plain one.</content>
public sealed partial class OnnxGraph
{
    private bool TakesPixels => options.Form.Image == ImageForm.Pixels;

    /// <summary>The nodes between the bytes of an image and the planes that the layers take.</summary>
    private List<NodeProto> Normalized(PixelNormalization normalization)
    {
        var (input, planes) = (inputs[0].Name, inputs[0].Value.Name!);
        var (mean, deviation) = normalization;
        var start = nodes.Count;
        // To float first: a transposition of bytes is more than TensorRT reads.
        var values = Node("Cast", $"{input}.values", [input], Attributes.Int("to", (long)TensorProto.Types.DataType.Float));
        var transposed = Node("Transpose", $"{input}.planes", [values], Attributes.Ints("perm", 0, 3, 1, 2));
        var scaled = Node("Mul", $"{input}.scaled", [transposed, constants.Add($"{input}.scale", [3, 1, 1], [1 / deviation.R, 1 / deviation.G, 1 / deviation.B])]);
        var shift = constants.Add($"{input}.shift", [3, 1, 1], [-mean.R / deviation.R, -mean.G / deviation.G, -mean.B / deviation.B]);
        nodes.Add(new NodeProto { OpType = "Add", Name = planes, Input = { scaled, shift }, Output = { planes } });

        var made = nodes[start..];
        nodes.RemoveRange(start, made.Count);
        return made;
    }

    /// <summary>The outputs as the form gives them, in their order.</summary>
    private List<(string Name, Value Value)> InForm(Architecture architecture)
    {
        var finished = new List<(string Name, Value Value)>();
        foreach (var head in architecture.Heads)
        {
            var (name, value) = outputs[finished.Count];
            switch (head)
            {
                case SegmentationHead when options.Form.ClassIndices:
                    finished.Add((name, ClassIndices(value, name)));
                    break;
                case SegmentationHead when options.Form.Probabilities:
                    finished.Add((name, ChannelSoftmax(value, name)));
                    break;
                case ClassificationHead when options.Form.Probabilities:
                    finished.Add((name, Softmax(value, name, axis: 1)));
                    break;
                case DetectionHead detection:
                    var (scores, boxes) = Detections(detection, outputs[finished.Count], outputs[finished.Count + 1]);
                    finished.AddRange([(name, scores), (outputs[finished.Count + 1].Name, boxes)]);
                    break;
                default:
                    finished.Add((name, value));
                    break;
            }
        }

        return finished;
    }

    private Value Softmax(Value scores, string output, int axis) =>
        Like(scores, Node("Softmax", $"{output}.softmax", [scores.Name!], Attributes.Int("axis", axis)));

    private Value ChannelSoftmax(Value scores, string output)
    {
        if (Opset >= 13)
            return Softmax(scores, output, axis: 1);

        // Before opset 13 Softmax is over all that follows the axis, so the channels have to come last.
        var last = Node("Transpose", $"{output}.channelsLast", [scores.Name!], Attributes.Ints("perm", 0, 2, 3, 1));
        var shares = Node("Softmax", $"{output}.softmax", [last], Attributes.Int("axis", 3));
        return Like(scores, Node("Transpose", $"{output}.channelsFirst", [shares], Attributes.Ints("perm", 0, 3, 1, 2)));
    }

    private Value ClassIndices(Value scores, string output)
    {
        var best = Node("ArgMax", $"{output}.argmax", [scores.Name!], Attributes.Int("axis", 1), Attributes.Int("keepdims", 0));
        return new Value(this, Cast($"{output}.indices", best, TensorProto.Types.DataType.Float), scores.Height, scores.Width);
    }

    private (Value Scores, Value Boxes) Detections(DetectionHead head, (string Name, Value Value) scores, (string Name, Value Value) offsets)
    {
        var suppression = options.Form.Suppression;
        var probabilities = options.Form.Probabilities || suppression is not null ? Softmax(scores.Value, scores.Name, axis: 2) : scores.Value;
        var boxes = options.Form.Corners || suppression is not null ? Decode(head.DefaultBoxes, offsets.Value, offsets.Name) : offsets.Value;
        return suppression is null ? (probabilities, boxes) : Suppress(head, suppression, (scores.Name, probabilities), (offsets.Name, boxes));
    }

    /// <summary>
    /// Left, top, right and bottom of the boxes, within the image: <c>c + 0.1 o s -+ s exp(0.2 o') / 2</c> for a default box of centre c and size s
    /// and the offsets o of the centre and o' of the size (<see cref="BoxCoder"/>).
    /// </summary>
    private Value Decode(DefaultBoxes defaults, Value offsets, string output)
    {
        var (centers, steps, halves) = (new float[2 * defaults.Count], new float[2 * defaults.Count], new float[2 * defaults.Count]);
        for (var i = 0; i < defaults.Count; i++)
        {
            var (x, y, width, height) = defaults.Boxes[i];
            (centers[2 * i], centers[2 * i + 1]) = (x, y);
            (steps[2 * i], steps[2 * i + 1]) = (BoxCoder.CenterVariance * width, BoxCoder.CenterVariance * height);
            (halves[2 * i], halves[2 * i + 1]) = (width / 2, height / 2);
        }

        var moved = Node("Mul", $"{output}.moved", [Columns(offsets.Name!, $"{output}.centerOffsets", 0, 2), Constant("steps", steps)]);
        var center = Node("Add", $"{output}.center", [moved, Constant("centers", centers)]);
        var logarithm = Node("Mul", $"{output}.logarithm", [Columns(offsets.Name!, $"{output}.sizeOffsets", 2, 4), Scalar(BoxCoder.SizeVariance)]);
        var half = Node("Mul", $"{output}.half", [Node("Exp", $"{output}.growth", [logarithm]), Constant("halves", halves)]);
        var first = Node("Sub", $"{output}.leftTop", [center, half]);
        var second = Node("Add", $"{output}.rightBottom", [center, half]);
        var corners = Node("Concat", $"{output}.corners", [first, second], Attributes.Int("axis", 2));
        return Like(offsets, Node("Clip", $"{output}.within", [corners, Scalar(0), Scalar(1)]));

        string Constant(string kind, float[] values) => constants.Add($"{output}.{kind}", [defaults.Count, 2], values);
    }

    /// <summary>
    /// The best detections that suppression leaves. What it leaves is a list of an unknown length; the scores of all others are set to zero
    /// instead, of which the best are taken, so that every shape is known.
    /// </summary>
    private (Value Scores, Value Boxes) Suppress(
        DetectionHead head, SuppressionForm suppression, (string Name, Value Value) probabilities, (string Name, Value Value) boxes)
    {
        var output = probabilities.Name;
        var (classes, count, best) = (head.Classes.Count, head.DefaultBoxes.Count, NetworkSignature.Best(head, suppression));

        var objects = Columns(probabilities.Value.Name!, $"{output}.objects", 1, 1 + classes);
        var scores = Node("Transpose", $"{output}.byClass", [objects], Attributes.Ints("perm", 0, 2, 1));
        var left = Node(
            "NonMaxSuppression", $"{output}.left",
            [boxes.Value.Name!, scores, constants.Add($"{output}.each", [best]), Constant(NonMaximumSuppression.LargestNotAbove(suppression.Overlap)), Constant(suppression.ScoreThreshold)]);
        var zeros = Node("Mul", $"{output}.zeros", [scores, Scalar(0)]);
        var kept = Node("ScatterND", $"{output}.kept", [zeros, left, Node("GatherND", $"{output}.keptScores", [scores, left])]);
        var flat = Node("Reshape", $"{output}.flat", [kept, constants.Add($"{output}.flatShape", [0, classes * count])]);
        var (values, places) = TopK(flat, best, output);

        var place = Cast($"{output}.place", places, TensorProto.Types.DataType.Int32);
        var boxCount = constants.Add($"{output}.boxCount", [1], [count]);
        var @class = Node("Div", $"{output}.class", [place, boxCount]);
        var row = Node("Sub", $"{output}.row", [place, Node("Mul", $"{output}.classStart", [@class, boxCount])]);

        var column = constants.Add($"{output}.column", [0, best, 1]);
        var pair = Node(
            "Concat", $"{output}.best",
            [
                Node("Reshape", $"{output}.classColumn", [Cast($"{output}.classValue", @class, TensorProto.Types.DataType.Float), column]),
                Node("Reshape", $"{output}.scoreColumn", [values, column]),
            ],
            Attributes.Int("axis", 2));
        var rows = Node("Reshape", $"{output}.rowColumn", [row, column]);
        var taken = Node(
            "GatherElements", $"{boxes.Name}.best",
            [boxes.Value.Name!, Node("Concat", $"{output}.rows", [rows, rows, rows, rows], Attributes.Int("axis", 2))], Attributes.Int("axis", 1));
        return (new Value(this, pair, best, 2), new Value(this, taken, best, 4));

        // NonMaxSuppression takes lists of one number.
        string Constant(float value) => constants.Add($"{output}.limit", [1], [value]);
    }

    private (string Values, string Places) TopK(string values, int count, string output)
    {
        var node = new NodeProto { OpType = "TopK", Name = names.Unique($"{output}.top") };
        node.Input.AddRange([values, constants.Add($"{output}.count", [count])]);
        node.Output.AddRange([node.Name, names.Unique($"{output}.places")]);
        node.Attribute.AddRange([Attributes.Int("axis", 1), Attributes.Int("largest", 1), Attributes.Int("sorted", 1)]);
        nodes.Add(node);
        return (node.Output[0], node.Output[1]);
    }

    private string Cast(string wish, string value, TensorProto.Types.DataType type) => Node("Cast", wish, [value], Attributes.Int("to", (long)type));

    /// <summary>Some of the values of every row. In int32: ONNX takes it, and TensorRT need not cast.</summary>
    private string Columns(string rows, string wish, int start, int end) => Node(
        "Slice", wish,
        [rows, constants.Add($"from.{start}", [1], [start]), constants.Add($"to.{end}", [1], [end]), constants.Add("axis.2", [1], [2])]);
}
