package org.scorewps.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.scorewps.engine.checkpoint.StridedTensor.Storage;

class TensorsTest {
    /** Every one of the 65,536 half-precision numbers, by the formula of IEEE 754, section 3.4. */
    @Test
    void convertsEveryHalf() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            double sign = bits >> 15 == 0 ? 1 : -1;
            int exponent = (bits >> 10) & 31;
            double fraction = (bits & 1023) / 1024.0;
            double expected =
                    sign * (exponent == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, exponent - 15));
            if (exponent == 31) {
                expected = fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
            }
            assertThat(Tensors.halfToFloat((short) bits)).isEqualTo(Float.valueOf((float) expected));
        }
    }

    @Test
    void convertsInPieces() {
        ByteBuffer data = ByteBuffer.allocate(5 * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 5; i++) {
            data.putDouble(i / 10.0);
        }
        data.flip();
        TensorInfo info = new TensorInfo("a", ElementType.F64, List.of(5L));
        FloatBuffer first = FloatBuffer.allocate(3);
        Tensors.toFloat32(info, data, first);
        assertThat(first.array()).containsExactly(0f, 0.1f, 0.2f);
        FloatBuffer second = FloatBuffer.allocate(3);
        Tensors.toFloat32(info, data, second);
        assertThat(second.flip().remaining()).isEqualTo(2);
        assertThat(data.hasRemaining()).isFalse();
    }

    /** Any order of dimensions of a stored array gathers to what stepping through the indices gives. */
    @Property(tries = 200)
    void gathersPermutedViews(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> shape, @ForAll long seed) {
        List<long[]> dimensions = new ArrayList<>();
        int elements = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            dimensions.add(new long[] {shape.get(i), elements});
            elements *= shape.get(i);
        }
        Collections.shuffle(dimensions, new Random(seed));
        ByteBuffer span = ByteBuffer.allocate(elements * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            span.putShort((short) i);
        }
        StridedTensor view = new StridedTensor(
                new Storage("0", ElementType.I16, elements),
                0,
                dimensions.stream().map(one -> one[0]).toList(),
                dimensions.stream().map(one -> one[1]).toList());
        ByteBuffer gathered = view.gather(span.flip()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            long rest = i;
            long index = 0;
            for (int d = dimensions.size() - 1; d >= 0; d--) {
                index += rest % dimensions.get(d)[0] * dimensions.get(d)[1];
                rest /= dimensions.get(d)[0];
            }
            assertThat(gathered.getShort(2 * i)).isEqualTo((short) index);
            assertThat(!view.contiguous() || index == i).isTrue();
        }
    }

    @Test
    void viewsStayInsideTheirStorage() {
        Storage storage = new Storage("0", ElementType.F32, 6);
        assertThat(new StridedTensor(storage, 1, List.of(2L, 2L), List.of(3L, 1L)).spanBytes())
                .isEqualTo(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StridedTensor(storage, 2, List.of(2L, 2L), List.of(3L, 1L)).spanBytes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StridedTensor(storage, 0, List.of(7L), List.of(0L)).spanBytes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StridedTensor(storage, -1, List.of(1L), List.of(1L)).spanBytes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StridedTensor(storage, 0, List.of(2L), List.of(-1L)).spanBytes());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StridedTensor(storage, 0, List.of(2L), List.of()).spanBytes());
    }
}
